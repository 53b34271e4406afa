package io.storeledger.writer.order;

import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Reason;
import io.storeledger.common.json.Json;
import io.storeledger.mapping.Arithmetic;
import io.storeledger.mapping.Rules;
import io.storeledger.writer.ledger.Calls;
import io.storeledger.writer.ledger.Verdict;
import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Where NetSuite computes the tax, only NetSuite can say whether the total is right.
///
/// The order is created as Pending Approval; it is approved once its total is proved, and stays for
/// a person to see if it is not.
final class ProofAfterWrite {
    private static final String ORDER_STATUS = "orderStatus";

    private final NetSuiteClient netSuite;
    private final Rules rules;

    ProofAfterWrite(NetSuiteClient netSuite, Rules rules) {
        this.netSuite = netSuite;
        this.rules = rules;
    }

    /// Makes the body one that waits for approval.
    static void hold(ObjectNode body) {
        if (body.has(ORDER_STATUS)) {
            body.putObject(ORDER_STATUS).put("id", Rules.OrderStatus.A.name());
        }
    }

    /// The verdict, or a rejection with the arithmetic if NetSuite came to another total.
    Verdict check(Verdict written, Arithmetic proof, Calls calls) {
        String id = written.internalId().orElseThrow();
        ObjectNode record =
                calls.call(
                        "GET salesOrder",
                        null,
                        () ->
                                netSuite.get(
                                        SalesOrderWriter.TYPE, id, "total", "taxTotal", "status"),
                        found -> "total " + found.path("total").asString("?"));
        BigDecimal total = money(record, "total");
        if (total.compareTo(proof.expectedTotal()) != 0) {
            return new Verdict(
                    new Rejected(
                            new Reason(
                                    "total-differs",
                                    "NetSuite came to %s %s (of which %s tax), the store charged %s %s (of which %s tax). The sales order %s waits for approval; mend the item's tax schedule or the rule tax.strategy."
                                            .formatted(
                                                    total.toPlainString(),
                                                    proof.currency(),
                                                    money(record, "taxTotal").toPlainString(),
                                                    proof.expectedTotal().toPlainString(),
                                                    proof.currency(),
                                                    proof.expectedTax().toPlainString(),
                                                    id))),
                    Optional.of(id),
                    "");
        }
        boolean waits = record.path("status").path("id").asString("").equals("A");
        if (waits && rules.orderStatus() == Rules.OrderStatus.B) {
            ObjectNode approved = Json.object();
            approved.putObject(ORDER_STATUS).put("id", Rules.OrderStatus.B.name());
            calls.call(
                    "PATCH salesOrder",
                    approved,
                    () -> {
                        netSuite.update(SalesOrderWriter.TYPE, id, approved);
                        return id;
                    },
                    done -> "approved");
        }
        return written;
    }

    private static BigDecimal money(ObjectNode record, String field) {
        String text = record.path(field).asString("");
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }
}
