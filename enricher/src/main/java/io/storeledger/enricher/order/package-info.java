/// Orders: one fetch for all that was said of an order meanwhile.
@NullMarked
package io.storeledger.enricher.order;

import org.jspecify.annotations.NullMarked;
