package io.storeledger.writer.refund;

import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.writer.ledger.Calls;
import io.storeledger.writer.refund.CreditRoute.FromCashSale;
import io.storeledger.writer.refund.CreditRoute.FromInvoice;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds what a sales order was billed with.
final class Billing {
    private static final String BILLED =
            "SELECT t.id FROM transactionline l JOIN transaction t ON t.id = l.transaction"
                    + " WHERE l.createdfrom = ? AND t.type = ? ORDER BY t.id";

    private final NetSuiteClient netSuite;

    Billing(NetSuiteClient netSuite) {
        this.netSuite = netSuite;
    }

    /// The order's invoice: the first with enough left to pay, else the first.
    Optional<CreditRoute> invoice(String salesOrder, BigDecimal total, Calls calls) {
        Optional<CreditRoute> first = Optional.empty();
        for (String id : billed(salesOrder, "CustInvc", calls)) {
            var invoice = new FromInvoice(id, open(id, calls));
            if (invoice.open().compareTo(total) >= 0) {
                return Optional.of(invoice);
            }
            first = first.or(() -> Optional.of(invoice));
        }
        return first;
    }

    /// The order's first cash sale.
    Optional<CreditRoute> cashSale(String salesOrder, Calls calls) {
        return billed(salesOrder, "CashSale", calls).stream()
                .findFirst()
                .map(id -> new FromCashSale(id));
    }

    private Set<String> billed(String salesOrder, String type, Calls calls) {
        return calls.call(
                "SuiteQL " + type,
                null,
                () -> {
                    // a row for each line
                    Set<String> ids = new LinkedHashSet<>();
                    netSuite.suiteQl(BILLED, List.of(salesOrder, type))
                            .forEachRemaining(row -> ids.add(row.path("id").asString("")));
                    return ids;
                },
                ids -> ids.isEmpty() ? "none" : String.join(", ", ids));
    }

    private BigDecimal open(String invoice, Calls calls) {
        return calls.call(
                "GET invoice",
                null,
                () ->
                        CreditProof.money(
                                netSuite.get("invoice", invoice, "amountRemaining"),
                                "amountRemaining"),
                open -> "open " + open.toPlainString());
    }
}
