package io.storeledger.sandbox.netsuite.query;

import io.storeledger.sandbox.netsuite.record.Rows;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A reference list as a table. Custom columns are known once a row has them.
record ReferenceTable(Rows list, Set<String> columns) implements Table {
    @Override
    public boolean has(String column) {
        return columns.contains(column) || (column.startsWith("cust") && list.hasColumn(column));
    }

    @Override
    public Set<String> indexed() {
        return Set.of("id", "externalid");
    }

    @Override
    public List<String> order() {
        return List.of("id");
    }

    @Override
    public Stream<Row> rows(Map<String, Restriction> restrictions) {
        return Ids.among(restrictions, "id")
                .map(ids -> Ids.sorted(ids).mapToObj(list::find).flatMap(row -> row.stream()))
                .or(() ->
                        Ids.among(restrictions, "externalid")
                                .map(ids ->
                                        ids.stream().flatMap(id -> list.byExternalId(id).stream())))
                .or(() -> Ids.above(restrictions, "id").map(id -> list.above(id).stream()))
                .orElseGet(() -> list.all().stream())
                .map(JsonRow::new);
    }

    @Override
    public Collection<Row> of(String column, Object value) {
        return column.equals("id") && value instanceof Long id
                ? list.find(id).<Row>map(JsonRow::new).map(List::of).orElse(List.of())
                : Table.super.of(column, value);
    }
}
