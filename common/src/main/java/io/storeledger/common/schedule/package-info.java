/// When something is done again: an interval or a cron expression.
@NullMarked
package io.storeledger.common.schedule;

import org.jspecify.annotations.NullMarked;
