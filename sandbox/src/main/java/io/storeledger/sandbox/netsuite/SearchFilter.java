package io.storeledger.sandbox.netsuite;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.NetSuiteError;
import io.storeledger.sandbox.netsuite.record.RecordStore;
import io.storeledger.sandbox.netsuite.record.StoredRecord;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The `q` of a record search, as far as one field with one value goes.
record SearchFilter(String field, String value) {
    private static final Pattern SHAPE =
            Pattern.compile("\\s*(\\w+)\\s+(?:IS|EQUAL)\\s+\"?([^\"]*?)\"?\\s*");

    static SearchFilter of(@Nullable String q) {
        if (q == null || q.isBlank()) {
            return new SearchFilter("", "");
        }
        Matcher matcher = SHAPE.matcher(q);
        if (!matcher.matches()) {
            throw NetSuiteError.of(400, "INVALID_PARAMETER", "Invalid query: " + q);
        }
        return new SearchFilter(matcher.group(1), matcher.group(2));
    }

    List<StoredRecord> apply(RecordStore records, String type) {
        if (field.isEmpty()) {
            return List.copyOf(records.all(type));
        }
        if (field.equalsIgnoreCase("externalId")) {
            return records.byExternalId(type, value).stream().toList();
        }
        return records.all(type).stream()
                .filter(stored -> {
                    ObjectNode record = stored.packed().tree();
                    String found =
                            record.path(field).isObject()
                                    ? Json.text(record.path(field), "id")
                                    : Json.text(record, field);
                    return found.equalsIgnoreCase(value);
                })
                .toList();
    }
}
