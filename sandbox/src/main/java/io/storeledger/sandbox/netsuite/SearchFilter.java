package io.storeledger.sandbox.netsuite;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.NetSuiteError;
import io.storeledger.sandbox.netsuite.record.RecordStore;
import io.storeledger.sandbox.netsuite.record.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The `q` of a record search, as far as fields with one value each go, joined by `AND`.
record SearchFilter(List<Term> terms) {
    private static final Pattern SHAPE =
            Pattern.compile("\\s*(\\w+)\\s+(?:IS|EQUAL)\\s+\"?([^\"]*?)\"?\\s*");

    /// A field and the value that it must have.
    record Term(String field, String value) {
        boolean fits(ObjectNode record) {
            String found =
                    record.path(field).isObject()
                            ? Json.text(record.path(field), "id")
                            : Json.text(record, field);
            return found.equalsIgnoreCase(value);
        }
    }

    static SearchFilter of(@Nullable String q) {
        List<Term> terms = new ArrayList<>();
        if (q != null && !q.isBlank()) {
            for (String part : q.split("\\sAND\\s", -1)) {
                Matcher matcher = SHAPE.matcher(part);
                if (!matcher.matches()) {
                    throw NetSuiteError.of(400, "INVALID_PARAMETER", "Invalid query: " + q);
                }
                terms.add(new Term(matcher.group(1), matcher.group(2)));
            }
        }
        return new SearchFilter(terms);
    }

    List<StoredRecord> apply(RecordStore records, String type) {
        if (terms.isEmpty()) {
            return List.copyOf(records.all(type));
        }
        if (terms.getFirst().field().equalsIgnoreCase("externalId")) {
            return records.byExternalId(type, terms.getFirst().value()).stream().toList();
        }
        return records.all(type).stream()
                .filter(stored -> {
                    ObjectNode record = stored.packed().tree();
                    return terms.stream().allMatch(term -> term.fits(record));
                })
                .toList();
    }
}
