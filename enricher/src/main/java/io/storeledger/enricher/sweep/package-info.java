/// Finds what no webhook told: looks through the store's lists, on a schedule and when asked.
@NullMarked
package io.storeledger.enricher.sweep;

import org.jspecify.annotations.NullMarked;
