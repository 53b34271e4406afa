/// The simulated store: its orders, customers and refunds, and the API over them.
@NullMarked
package io.storeledger.sandbox.bigcommerce;

import org.jspecify.annotations.NullMarked;
