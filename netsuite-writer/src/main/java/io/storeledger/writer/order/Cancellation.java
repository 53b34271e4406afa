package io.storeledger.writer.order;

import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.json.Json;
import io.storeledger.mapping.Digest;
import io.storeledger.mapping.Ref;
import io.storeledger.mapping.Rules;
import io.storeledger.writer.ledger.Calls;
import io.storeledger.writer.ledger.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Closes what was not fulfilled of an order that the store has cancelled or declined.
///
/// Charges and discounts stay open while goods of the order are sent: they are to be billed.
final class Cancellation {
    private final NetSuiteClient netSuite;
    private final Set<String> charges;
    private final Optional<String> certificate;

    Cancellation(NetSuiteClient netSuite, Rules rules) {
        this.netSuite = netSuite;
        this.charges = charges(rules.items());
        this.certificate = rules.items().giftCertificate().flatMap(Cancellation::internal);
    }

    /// Closes what is open.
    ///
    /// @param known what NetSuite holds of the order
    Verdict close(HeldRecord known, Calls calls) {
        String id = known.internalId();
        List<ObjectNode> lines =
                calls.call(
                        "GET salesOrder",
                        null,
                        () -> lines(netSuite.getWithSublists(SalesOrderWriter.TYPE, id)),
                        found -> found.size() + " lines");
        ObjectNode body = closing(lines);
        if (body.isEmpty()) {
            Verdict skipped =
                    Verdict.skipped(
                            "nothing-to-close",
                            "The order is cancelled in the store; in NetSuite all of it is"
                                    + " fulfilled or closed already.",
                            Optional.of(known));
            return new Verdict(skipped.outcome(), skipped.internalId(), Digest.CANCELLED);
        }
        calls.call(
                "PATCH salesOrder",
                body,
                () -> {
                    netSuite.update(SalesOrderWriter.TYPE, id, body);
                    return id;
                },
                closed -> closed);
        return Verdict.done(id).ifDone(Digest.CANCELLED);
    }

    /// The lines to close by their keys; empty if there are none.
    private ObjectNode closing(List<ObjectNode> lines) {
        boolean begun = lines.stream().anyMatch(line -> done(line).signum() > 0);
        ObjectNode body = Json.object();
        for (ObjectNode line : lines) {
            boolean open = !line.path("isClosed").asBoolean(false);
            boolean whole = done(line).compareTo(number(line, "quantity")) >= 0;
            if (open && (!begun || (!whole && !charges.contains(item(line))))) {
                ArrayNode items = body.withArray("/item/items");
                items.addObject().put("line", line.path("line").asLong()).put("isClosed", true);
            }
        }
        return body;
    }

    /// How much of the line is fulfilled; a gift certificate is not sent, but billed.
    private BigDecimal done(ObjectNode line) {
        boolean sent = certificate.filter(item(line)::equals).isEmpty();
        return number(line, sent ? "quantityFulfilled" : "quantityBilled");
    }

    private static String item(ObjectNode line) {
        return line.path("item").path("id").asString("");
    }

    private static List<ObjectNode> lines(ObjectNode record) {
        return record.path("item")
                .path("items")
                .valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    private static BigDecimal number(JsonNode line, String field) {
        String text = line.path(field).asString("");
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }

    private static Set<String> charges(Rules.Items items) {
        return Stream.of(
                        items.shipping(),
                        items.handling(),
                        items.wrapping(),
                        items.fee(),
                        items.discount(),
                        items.coupon(),
                        items.rounding(),
                        items.tax())
                .flatMap(Optional::stream)
                .flatMap(ref -> internal(ref).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> internal(Ref ref) {
        return switch (ref) {
            case Ref.Internal(String id) -> Optional.of(id);
            case Ref.External external -> Optional.empty();
        };
    }
}
