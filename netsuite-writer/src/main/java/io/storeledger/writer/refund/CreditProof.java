package io.storeledger.writer.refund;

import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.mapping.Arithmetic;
import io.storeledger.writer.ledger.Calls;
import io.storeledger.writer.ledger.Verdict;
import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/// Where NetSuite has a say in what a credit comes to, only NetSuite can prove it: where it
/// computes the tax, and where it made the credit of a bill. Credits know no approval, so one that
/// came to something else is deleted.
final class CreditProof {
    private final NetSuiteClient netSuite;

    CreditProof(NetSuiteClient netSuite) {
        this.netSuite = netSuite;
    }

    /// The verdict, or a rejection with the arithmetic if NetSuite came to another total.
    Verdict check(Verdict written, String type, Arithmetic proof, Calls calls) {
        String id = written.internalId().orElseThrow();
        ObjectNode record =
                calls.call(
                        "GET " + type,
                        null,
                        () -> netSuite.get(type, id, "total", "taxTotal"),
                        found -> "total " + found.path("total").asString("?"));
        if (money(record, "total").compareTo(proof.expectedTotal()) == 0) {
            return written;
        }
        calls.call(
                "DELETE " + type,
                null,
                () -> {
                    netSuite.delete(type, id);
                    return id;
                },
                deleted -> deleted);
        return Verdict.rejected(
                "total-differs",
                "NetSuite came to %s %s (of which %s tax), the store refunded %s %s (of which %s tax). The credit was deleted again; mend the item's tax schedule or the rule tax.strategy."
                        .formatted(
                                money(record, "total").toPlainString(),
                                proof.currency(),
                                money(record, "taxTotal").toPlainString(),
                                proof.expectedTotal().toPlainString(),
                                proof.currency(),
                                proof.expectedTax().toPlainString()));
    }

    static BigDecimal money(ObjectNode record, String field) {
        String text = record.path(field).asString("");
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }
}
