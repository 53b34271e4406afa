/// When NetSuite is read: an interval or a cron expression.
@NullMarked
package io.storeledger.catalog.schedule;

import org.jspecify.annotations.NullMarked;
