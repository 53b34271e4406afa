/// Reads NetSuite's items and stock on a schedule and publishes them as snapshots.
@NullMarked
package io.storeledger.catalog.reading;

import org.jspecify.annotations.NullMarked;
