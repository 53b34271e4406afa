package io.storeledger.sandbox.netsuite.query;

import org.jspecify.annotations.Nullable;

/// A row of a table.
interface Row {
    /// The column's value: text, `Long`, `BigDecimal` or `Instant`; null if there is none.
    @Nullable Object get(String column);
}
