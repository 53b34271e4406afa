/// What all fetching has in common: how a failed call ends, how a snapshot is published.
@NullMarked
package io.storeledger.enricher.snapshot;

import org.jspecify.annotations.NullMarked;
