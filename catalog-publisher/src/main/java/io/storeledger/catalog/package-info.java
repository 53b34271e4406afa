/// Publishes what NetSuite says of items, prices and stock to the store: only what differs.
@NullMarked
package io.storeledger.catalog;

import org.jspecify.annotations.NullMarked;
