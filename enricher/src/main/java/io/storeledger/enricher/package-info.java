/// Fetches the full record that a webhook speaks of, and publishes it.
@NullMarked
package io.storeledger.enricher;

import org.jspecify.annotations.NullMarked;
