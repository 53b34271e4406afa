/// Customers: one fetch for all that was said of a customer and its addresses meanwhile.
@NullMarked
package io.storeledger.enricher.customer;

import org.jspecify.annotations.NullMarked;
