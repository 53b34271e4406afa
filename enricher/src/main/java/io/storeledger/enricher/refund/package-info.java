/// Refunds: fetched with the order that they belong to.
@NullMarked
package io.storeledger.enricher.refund;

import org.jspecify.annotations.NullMarked;
