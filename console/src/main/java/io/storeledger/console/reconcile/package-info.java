/// The store's orders and refunds held against what NetSuite has, total by total, and what is
/// missing brought.
@NullMarked
package io.storeledger.console.reconcile;

import org.jspecify.annotations.NullMarked;
