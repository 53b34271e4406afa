package io.storeledger.mapping;

import io.storeledger.common.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// Decides what of an order that NetSuite already holds may still be written.
public final class UpdatePolicy {

    /// What may be written.
    public sealed interface Decision {}

    /// Everything, lines included; without `orderStatus`, so that a person's approval is not
    /// undone.
    public record Full(ObjectNode body) implements Decision {}

    /// These fields, without replacing any sublist.
    public record HeaderOnly(ObjectNode body) implements Decision {}

    /// Nothing.
    public record Skip(String reason) implements Decision {}

    private UpdatePolicy() {}

    /// Decides by the sales order's `status.id` in NetSuite: `A` pending approval, `B` pending
    /// fulfilment, `C` cancelled, `D` partially fulfilled, `E` pending billing and partially
    /// fulfilled, `F` pending billing, `G` billed, `H` closed. An unknown one counts as begun.
    public static Decision allowed(String statusId, Rules rules, ObjectNode newBody) {
        if (statusId.equals("A") || statusId.equals("B")) {
            ObjectNode body = newBody.deepCopy();
            body.remove("orderStatus");
            return new Full(body);
        }
        return switch (rules.updates().afterFulfilment()) {
            case SKIP ->
                    new Skip(
                            "The sales order is %s in NetSuite; rules.updates.afterFulfilment says"
                                            .formatted(name(statusId))
                                    + " that it stays as it is.");
            case HEADER_ONLY -> header(statusId, rules, newBody);
        };
    }

    private static Decision header(String statusId, Rules rules, ObjectNode newBody) {
        ObjectNode header = Json.object();
        for (String field : rules.updates().headerFields()) {
            if (newBody.has(field)) {
                header.set(field, newBody.get(field).deepCopy());
            }
        }
        return header.isEmpty()
                ? new Skip(
                        "The sales order is %s in NetSuite, and the order has none of the fields in"
                                        .formatted(name(statusId))
                                + " rules.updates.headerFields.")
                : new HeaderOnly(header);
    }

    private static String name(String statusId) {
        return switch (statusId) {
            case "C" -> "cancelled";
            case "D" -> "partially fulfilled";
            case "E" -> "pending billing and partially fulfilled";
            case "F" -> "pending billing";
            case "G" -> "billed";
            case "H" -> "closed";
            default -> "in status \"" + statusId + "\"";
        };
    }
}
