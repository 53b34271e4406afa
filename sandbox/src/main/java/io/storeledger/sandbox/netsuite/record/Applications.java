package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Which documents a credit memo or a refund is applied to, with which amounts.
final class Applications {
    private final Records records;

    Applications(Records records) {
        this.records = records;
    }

    /// Checks the `apply` sublist, completes it, and with `autoApply` fills it; keeps what is
    /// applied only.
    void check(RecordType type, ObjectNode record, Optional<ObjectNode> before) {
        Optional<RecordType> pays = paidBy(type);
        if (pays.isEmpty()) {
            return;
        }
        Map<Long, BigDecimal> already = before.map(Applications::amounts).orElseGet(TreeMap::new);
        BigDecimal left =
                type == RecordType.CREDIT_MEMO
                        ? Json.decimal(record, "total").subtract(Json.decimal(record, "amountPaid"))
                        : null;
        List<ObjectNode> applied = new ArrayList<>();
        List<ObjectNode> given = Json.objects(record.path("apply"), "items");
        for (int i = 0; i < given.size(); i++) {
            ObjectNode entry = given.get(i);
            if (!entry.path("apply").asBoolean(entry.has("amount"))) {
                continue;
            }
            StoredRecord document = document(pays.get(), record, entry, i);
            BigDecimal open = open(document, already);
            BigDecimal most = left == null ? open : open.min(left);
            BigDecimal amount = Json.decimal(entry, "amount", most);
            if (amount.signum() <= 0 || amount.compareTo(most) > 0) {
                throw NetSuiteError.user(
                        "The amount %s to apply to document %d exceeds what is available: %s."
                                .formatted(amount, document.id(), most));
            }
            applied.add(complete(entry, document, amount));
            left = left == null ? null : left.subtract(amount);
        }
        if (left != null && record.path("autoApply").asBoolean(false)) {
            autoApply(pays.get(), record, already, left, applied);
        }
        ArrayNode items = Json.arrayOf(applied);
        record.putObject("apply").set("items", items);
        if (type == RecordType.CREDIT_MEMO) {
            record.put("applied", sum(applied));
        }
    }

    /// What of this record goes to which document.
    static Map<Long, BigDecimal> amounts(ObjectNode record) {
        Map<Long, BigDecimal> amounts = new TreeMap<>();
        for (ObjectNode entry : Json.objects(record.path("apply"), "items")) {
            amounts.merge(
                    Long.parseLong(References.key(entry.path("doc"))),
                    Json.decimal(entry, "amount"),
                    BigDecimal::add);
        }
        return amounts;
    }

    /// What this type is applied to.
    static Optional<RecordType> paidBy(RecordType type) {
        return switch (type) {
            case CREDIT_MEMO -> Optional.of(RecordType.INVOICE);
            case CUSTOMER_REFUND -> Optional.of(RecordType.CREDIT_MEMO);
            case SALES_ORDER,
                    INVOICE,
                    CASH_SALE,
                    ITEM_FULFILLMENT,
                    CASH_REFUND,
                    CUSTOMER_DEPOSIT,
                    RETURN_AUTHORIZATION,
                    CUSTOMER,
                    CUSTOMER_SUBSIDIARY ->
                    Optional.empty();
        };
    }

    static BigDecimal sum(List<ObjectNode> entries) {
        return entries.stream()
                .map(entry -> Json.decimal(entry, "amount"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private StoredRecord document(
            RecordType pays, ObjectNode record, ObjectNode entry, int position) {
        return records.find(pays, entry.path("doc"))
                .filter(found -> sameParty(record, found.packed().tree()))
                .orElseThrow(() ->
                        NetSuiteError.invalidContent(
                                "Error while accessing a resource. Invalid Field Value %s for the following field: doc"
                                        .formatted(References.key(entry.path("doc"))),
                                "apply.items[" + position + "].doc"));
    }

    private void autoApply(
            RecordType pays,
            ObjectNode record,
            Map<Long, BigDecimal> already,
            BigDecimal amount,
            List<ObjectNode> applied) {
        BigDecimal left = amount;
        for (StoredRecord document : records.all(pays).values()) {
            if (left.signum() <= 0) {
                return;
            }
            String id = Long.toString(document.id());
            boolean named =
                    applied.stream().anyMatch(e -> References.key(e.path("doc")).equals(id));
            if (named || !sameParty(record, document.packed().tree())) {
                continue;
            }
            BigDecimal part = open(document, already).min(left);
            if (part.signum() > 0) {
                applied.add(complete(Json.object(), document, part));
                left = left.subtract(part);
            }
        }
    }

    private static BigDecimal open(StoredRecord document, Map<Long, BigDecimal> already) {
        return Json.decimal(document.packed().tree(), "amountRemaining")
                .add(already.getOrDefault(document.id(), BigDecimal.ZERO));
    }

    private static boolean sameParty(ObjectNode record, ObjectNode document) {
        String field = record.has("customer") ? "customer" : "entity";
        return same(record.path(field), document.path("entity"))
                && same(record.path("currency"), document.path("currency"));
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return References.key(one).equals(References.key(other));
    }

    private static ObjectNode complete(ObjectNode entry, StoredRecord document, BigDecimal amount) {
        ObjectNode tree = document.packed().tree();
        ObjectNode complete = entry.deepCopy();
        complete.putObject("doc")
                .put("id", Long.toString(document.id()))
                .put("refName", Json.text(tree, "tranId"));
        complete.put("line", Json.number(entry, "line"));
        complete.put("apply", true);
        complete.put("amount", amount);
        complete.put("total", Json.decimal(tree, "total"));
        return complete;
    }
}
