package io.storeledger.sandbox.netsuite.query;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Something that SuiteQL can select from.
interface Table {
    /// Whether there is such a column, given in lower case.
    boolean has(String column);

    /// The columns by whose values rows are found without reading all.
    Set<String> indexed();

    /// The columns that rows come ordered by.
    List<String> order();

    /// The rows, at least all those that fit the restrictions by column.
    Stream<Row> rows(Map<String, Restriction> restrictions);

    /// The rows whose indexed column has this value.
    default Collection<Row> of(String column, Object value) {
        return rows(Map.of(column, Restriction.among(Set.of(Values.text(value))))).toList();
    }
}
