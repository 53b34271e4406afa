package io.storeledger.sandbox.netsuite.query;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.RecordStore;
import io.storeledger.sandbox.netsuite.record.StoredRecord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// `transaction`: all types in one. What is given back has a negative total here, though the record
/// itself shows a positive one.
record TransactionTable(RecordStore records) implements Table {
    private static final Set<String> COLUMNS =
            Set.of(
                    "id",
                    "externalid",
                    "type",
                    "recordtype",
                    "tranid",
                    "status",
                    "entity",
                    "trandate",
                    "voided",
                    "foreigntotal",
                    "foreignamountunpaid",
                    "currency",
                    "exchangerate",
                    "memo",
                    "otherrefnum",
                    "createdfrom",
                    "createddate",
                    "lastmodifieddate",
                    "subsidiary");

    private static final Set<String> GIVEN_BACK = Set.of("CustCred", "CashRfnd", "RtnAuth");
    private static final String VOIDED = "V";

    /// A transaction with its code.
    record Typed(String type, String code, StoredRecord stored) {}

    @Override
    public boolean has(String column) {
        return COLUMNS.contains(column) || column.startsWith("custbody");
    }

    @Override
    public Set<String> indexed() {
        return Set.of("id", "externalid", "createdfrom");
    }

    @Override
    public List<String> order() {
        return List.of();
    }

    @Override
    public Stream<Row> rows(Map<String, Restriction> restrictions) {
        return all(records, restrictions).map(TransactionTable::row);
    }

    static Stream<Typed> all(RecordStore records, Map<String, Restriction> restrictions) {
        return records.transactionCodes().entrySet().stream()
                .filter(code ->
                        Ids.among(restrictions, "type")
                                .map(types -> types.contains(code.getValue()))
                                .orElse(true))
                .flatMap(code ->
                        RecordRows.candidates(records, code.getKey(), restrictions)
                                .map(stored -> new Typed(code.getKey(), code.getValue(), stored)));
    }

    private static Row row(Typed typed) {
        ObjectNode record = typed.stored().packed().tree();
        ObjectNode row = RecordRows.start(typed.stored());
        row.put("type", typed.code());
        row.put("recordtype", typed.type().toLowerCase(Locale.ROOT));
        String status = Json.text(record.path("status"), "id");
        row.put("status", typed.code() + ":" + (status.isEmpty() ? "A" : status));
        RecordRows.flag(row, "voided", status.equals(VOIDED));
        RecordRows.text(row, "tranId", record.path("tranId"));
        RecordRows.reference(
                row, "entity", record.path(record.has("entity") ? "entity" : "customer"));
        String date = Json.text(record, "tranDate");
        String day = date.isEmpty() ? typed.stored().created().toString() : date;
        row.put("trandate", day.substring(0, Math.min(10, day.length())) + "T00:00:00Z");
        if (record.has("total")) {
            BigDecimal total = Json.decimal(record, "total");
            row.put("foreigntotal", GIVEN_BACK.contains(typed.code()) ? total.negate() : total);
        }
        RecordRows.text(row, "foreignamountunpaid", record.path("amountRemaining"));
        RecordRows.text(row, "exchangeRate", record.path("exchangeRate"));
        RecordRows.reference(row, "currency", record.path("currency"));
        RecordRows.reference(row, "createdfrom", record.path("createdFrom"));
        RecordRows.reference(row, "subsidiary", record.path("subsidiary"));
        RecordRows.text(row, "memo", record.path("memo"));
        RecordRows.text(row, "otherRefNum", record.path("otherRefNum"));
        RecordRows.custom(row, record);
        row.put("createddate", typed.stored().created().toString());
        return new JsonRow(row);
    }
}
