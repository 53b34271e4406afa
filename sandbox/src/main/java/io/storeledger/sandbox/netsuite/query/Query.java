package io.storeledger.sandbox.netsuite.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A query as it was understood.
///
/// @param where null for all rows
/// @param grouped whether rows are grouped, by nothing for one group of all
/// @param first the most rows to give
record Query(
        List<Selected> columns,
        boolean distinct,
        List<Source> sources,
        @Nullable Condition where,
        boolean grouped,
        List<Expression> groupBy,
        List<Sorted> orderBy,
        int first) {
    /// A column of the answer, its name in lower case.
    record Selected(String name, Expression expression) {}

    /// A table of the query.
    ///
    /// @param outer whether rows without a partner in this table stay
    /// @param on how it is joined; null if only WHERE tells
    record Source(String alias, Table table, boolean outer, @Nullable Condition on) {}

    /// What rows are ordered by.
    record Sorted(Expression expression, boolean descending) {}
}
