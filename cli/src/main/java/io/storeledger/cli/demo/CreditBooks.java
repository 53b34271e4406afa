package io.storeledger.cli.demo;

import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.mapping.ExternalIds;
import io.storeledger.mapping.ImportRule;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.bigcommerce.PaidRefund;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The store's refunds against NetSuite's credit memos, one by one.
///
/// @param refunds refunds in the store, whatever became of them
/// @param credits credit memos in NetSuite
/// @param missing refunds that paid something back for an order in NetSuite, and are not there
/// @param totalsDiffer credit memos that total something else than was paid back
/// @param tooMany credit memos that no refund stands behind
/// @param differences a line for each of these
record CreditBooks(
        int refunds,
        int credits,
        int missing,
        int totalsDiffer,
        int tooMany,
        List<String> differences) {

    boolean agree() {
        return differences.isEmpty();
    }

    static CreditBooks compare(SandboxApp sandbox, ImportRule rule) {
        var ids = new ExternalIds(sandbox.store().config().hash());
        List<PaidRefund> refunds = sandbox.store().refunds();
        List<String> differences = new ArrayList<>();
        int found = 0;
        int missing = 0;
        int differ = 0;
        for (PaidRefund refund : refunds) {
            Optional<ObjectNode> credit =
                    sandbox.netSuite()
                            .byExternalId("creditMemo", ids.creditMemo(Long.toString(refund.id())));
            if (credit.isPresent()) {
                found++;
                BigDecimal posted = Amounts.of(credit.get(), "total");
                if (Amounts.differ(refund.paidBack(), posted)) {
                    differ++;
                    differences.add(
                            "refund %d/%d: %s was paid back, its credit memo totals %s"
                                    .formatted(
                                            refund.orderId(),
                                            refund.id(),
                                            refund.paidBack(),
                                            posted));
                }
            } else if (refund.paidBack().signum() != 0 && isBooked(sandbox, rule, ids, refund)) {
                missing++;
                differences.add(
                        "refund %d/%d: not in NetSuite".formatted(refund.orderId(), refund.id()));
            }
        }
        int credits = sandbox.netSuite().recordCount("creditMemo");
        if (credits > found) {
            differences.add("%d credit memos without a refund".formatted(credits - found));
        }
        return new CreditBooks(
                refunds.size(), credits, missing, differ, credits - found, differences);
    }

    private static boolean isBooked(
            SandboxApp sandbox, ImportRule rule, ExternalIds ids, PaidRefund refund) {
        boolean imported = rule.of(sandbox.store().order(refund.orderId())) == Disposition.IMPORT;
        return imported
                || sandbox.netSuite()
                        .byExternalId("salesOrder", ids.salesOrder(Long.toString(refund.orderId())))
                        .isPresent();
    }
}
