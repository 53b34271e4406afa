package io.storeledger.sandbox.netsuite.query;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a query demands of a column, as far as a table can use it to find its rows faster.
///
/// @param among values as text, one of which the column must have; null for any
/// @param above the number that the column must exceed; null for any
record Restriction(@Nullable Set<String> among, @Nullable Long above) {
    static Restriction among(Set<String> values) {
        return new Restriction(values, null);
    }

    static Restriction above(long number) {
        return new Restriction(null, number);
    }
}
