package io.storeledger.console.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.event.Finding;
import io.storeledger.common.event.Finding.Kind;
import io.storeledger.common.event.Finding.What;
import io.storeledger.common.event.Reconciliation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingsCsvTest {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final String HEADER =
            "\uFEFFFinding,Connection,Record,Order,Refund,Placed at (UTC),Currency,Store"
                    + " total,NetSuite total,Difference,NetSuite id,What is wrong\r\n";

    @Test
    void hasALineAFindingAndTheTotalsOfEachCurrencyAtTheEnd() {
        String csv =
                csv(
                        // NetSuite says 19.5
                        finding(What.ORDER, 7, Kind.TOTAL_DIFFERS, "20.00", "19.5", "Differs."),
                        finding(What.REFUND, 3, Kind.MISSING, "5.00", null, "Missing."));

        assertThat(csv)
                .isEqualTo(
                        HEADER
                                + "total"
                                + " differs,main,order,7,,2026-01-02T03:04:05Z,USD,20.00,19.50,-0.50,4711,Differs.\r\n"
                                + "missing,main,refund,7,3,2026-01-02T03:04:05Z,USD,5.00,,-5.00,4711,Missing.\r\n"
                                + "total,,,,,,USD,15.00,19.50,4.50,,2 findings in USD; refunds are"
                                + " subtracted\r\n");
    }

    @Test
    void subtractsNoCurrencyFromAnother() {
        assertThat(csv(finding(What.ORDER, 7, Kind.TOTAL_DIFFERS, "39.90", null, "In USD.")))
                .endsWith(",USD,39.90,,,4711,In USD.\r\n");
    }

    @Test
    void quotesWhatHasCommasQuotesOrLineEnds() {
        assertThat(csv(finding(What.ORDER, 7, Kind.REJECTED, "1.00", null, "a, \"b\"\nc")))
                .contains("4711,\"a, \"\"b\"\"\nc\"\r\n");
    }

    @Test
    void isNoPlaceForFormulas() {
        assertThat(csv(finding(What.ORDER, 7, Kind.REJECTED, "1.00", null, "=HYPERLINK(1)")))
                .contains(",'=HYPERLINK(1)\r\n");
        assertThat(csv(finding(What.ORDER, 7, Kind.REJECTED, "1.00", null, "@SUM(A1)")))
                .contains(",'@SUM(A1)\r\n");
    }

    @Test
    void isAHeaderWhereNothingIsWrong() {
        assertThat(csv()).isEqualTo(HEADER);
    }

    private static String csv(Finding... findings) {
        return FindingsCsv.of(
                List.of(
                        new Reconciled(
                                new Reconciliation(
                                        "r1", "main", "abc1", THEN, THEN, "jane", THEN, THEN,
                                        Map.of(), null, 0),
                                Stream.of(findings).toList())));
    }

    private static Finding finding(
            What what,
            long id,
            Kind kind,
            String storeTotal,
            @Nullable String netSuiteTotal,
            String sentence) {
        return new Finding(
                "r1",
                "main",
                "abc1",
                what,
                id,
                7,
                kind,
                sentence,
                THEN,
                "USD",
                new BigDecimal(storeTotal),
                netSuiteTotal == null ? null : new BigDecimal(netSuiteTotal),
                "4711",
                THEN);
    }
}
