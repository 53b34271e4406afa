/// Reads a BigCommerce store: orders, customers, refunds, in as few calls as its quota deserves.
@NullMarked
package io.storeledger.clients.bigcommerce;

import org.jspecify.annotations.NullMarked;
