package io.storeledger.cli.demo;

import io.storeledger.sandbox.SandboxApp;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The result of a demo, as `--report` writes it.
///
/// @param ordersPlaced orders in the store
/// @param ordersImported of those, how many belong in NetSuite
/// @param salesOrders sales orders in NetSuite
/// @param missing imported orders that are not in NetSuite
/// @param duplicated sales orders too many
/// @param totalsDiffer orders whose totals differ
/// @param skipped snapshots that needed no write
/// @param deadLetters records in the dead letters
/// @param webhookToNetSuiteMs from a webhook's arrival to NetSuite's answer
/// @param faultsSurvived how often a fault struck
/// @param storeCalls calls of the store's API
/// @param netSuiteCalls calls of NetSuite
/// @param netSuiteRefusals of those, refused for concurrency
/// @param seconds how long it took, with draining
/// @param drainSeconds from closing the shop until everything was settled
/// @param differences a line for each difference in the books
record DemoReport(
        int ordersPlaced,
        int ordersImported,
        int salesOrders,
        int missing,
        int duplicated,
        int totalsDiffer,
        int skipped,
        long deadLetters,
        Latency webhookToNetSuiteMs,
        String faults,
        long faultsSurvived,
        long storeCalls,
        long netSuiteCalls,
        long netSuiteRefusals,
        double seconds,
        double drainSeconds,
        List<String> differences) {
    private static final int SHOWN = 20;

    record Latency(long p50, long p99) {}

    static DemoReport of(
            DemoOptions options,
            Books books,
            OutcomeWatch outcomes,
            long deadLetters,
            SandboxApp sandbox,
            Duration all,
            Duration drain) {
        return new DemoReport(
                books.placed(),
                books.imported(),
                books.salesOrders(),
                books.missing(),
                books.duplicated(),
                books.totalsDiffer(),
                outcomes.skipped(),
                deadLetters,
                new Latency(outcomes.percentile(0.5), outcomes.percentile(0.99)),
                options.faults().name().toLowerCase(Locale.ROOT),
                sandbox.faults().struck(),
                sandbox.store().requests().calls(),
                sandbox.netSuite().requests().calls(),
                sandbox.netSuite().concurrencyRefusals(),
                all.toMillis() / 1000.0,
                drain.toMillis() / 1000.0,
                books.differences());
    }

    void print(PrintStream out, Books books) {
        differences.stream().limit(SHOWN).forEach(line -> out.println("  " + line));
        if (differences.size() > SHOWN) {
            out.printf("  and %d more%n", differences.size() - SHOWN);
        }
        if (books.agree()) {
            out.printf(
                    "The books agree: %,d of %,d orders belong in NetSuite, each is there exactly"
                            + " once, to the cent.%n",
                    ordersImported, ordersPlaced);
        } else {
            out.printf(
                    "The books differ: %d missing, %d doubled, %d with another total.%n",
                    missing, duplicated, totalsDiffer);
        }
        out.printf(
                "Webhook to NetSuite: %,d ms for half of them, %,d ms for all but 1 %%. Faults"
                        + " survived: %,d. Dead letters: %,d.%n",
                webhookToNetSuiteMs.p50(), webhookToNetSuiteMs.p99(), faultsSurvived, deadLetters);
    }
}
