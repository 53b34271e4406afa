package io.storeledger.console.timeline.step;

import io.storeledger.common.event.Finding;
import io.storeledger.common.event.Money;
import io.storeledger.console.timeline.step.Step.Kind;
import io.storeledger.console.timeline.step.Term.By;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What reconciliations found wrong.
final class FindingSteps {
    private FindingSteps() {}

    static Reading read(LogRecord record) {
        Finding finding = Events.read(record, Finding.class);
        String wrong =
                switch (finding.kind()) {
                    case MISSING -> "is missing in NetSuite";
                    case REJECTED -> "is not in NetSuite: it was rejected";
                    case WAITING ->
                            finding.netSuiteTotal() == null
                                    ? "is not in NetSuite yet"
                                    : "is not in NetSuite yet as the store has it";
                    case TOTAL_DIFFERS -> "has another total in NetSuite";
                    case GONE_FROM_NETSUITE -> "is gone from NetSuite";
                    case NOT_IN_STORE -> "is in NetSuite and not in the store";
                };
        String what =
                switch (finding.what()) {
                    case ORDER -> "Order " + finding.id();
                    case REFUND ->
                            finding.orderId() == 0
                                    ? "Refund " + finding.id()
                                    : "Refund " + finding.orderId() + "/" + finding.id();
                };
        Sketch sketch =
                new Sketch(record, Kind.FOUND, what + " " + wrong)
                        .at(finding.at())
                        .detail(finding.sentence())
                        .fact("finding", finding.kind())
                        .fact("storeTotal", money(finding.storeTotal(), finding.currency()))
                        .fact("netSuiteTotal", money(finding.netSuiteTotal(), finding.currency()))
                        .fact("internalId", finding.internalId())
                        .fact("reconciliation", finding.run())
                        .fact("connection", finding.connection())
                        .ownTerm();
        if (finding.what() == Finding.What.REFUND) {
            sketch.term(Term.of(By.REFUND, Long.toString(finding.id())));
        }
        return sketch.reading();
    }

    private static @Nullable String money(@Nullable BigDecimal amount, String currency) {
        return amount == null ? null : Money.say(amount, currency);
    }
}
