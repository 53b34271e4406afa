/// Publishes changes in the store, many at a time and one call after another.
@NullMarked
package io.storeledger.catalog.publish;

import org.jspecify.annotations.NullMarked;
