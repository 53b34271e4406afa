package io.storeledger.benchmarks.catalogue;

import io.storeledger.benchmarks.harness.Benchmark;
import io.storeledger.benchmarks.harness.BenchmarkFailed;
import io.storeledger.benchmarks.harness.BrokerProcess;
import io.storeledger.benchmarks.harness.Child;
import io.storeledger.benchmarks.harness.Ports;
import io.storeledger.benchmarks.harness.Results;
import io.storeledger.benchmarks.harness.Table;
import io.storeledger.benchmarks.vendors.Vendors;
import io.storeledger.sandbox.bigcommerce.catalog.AdjustmentCounters;
import io.storeledger.sandbox.bigcommerce.catalog.Tracking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A large catalogue's first load, and then one in a hundred SKUs changed: which calls that costs
/// at the store.
public final class CatalogueBenchmark implements Benchmark {
    private static final String MAIN = "io.storeledger.catalog.CatalogMain";
    private static final int SKUS = 100_000;
    private static final int QUICK_SKUS = 4_000;
    private static final int ONE_OF = 100;
    private static final int ROWS_A_CALL = 2000;
    private static final int CONCURRENCY = 10;
    private static final Duration CALL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration SETTLED = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "catalogue";
    }

    @Override
    public String about() {
        return "100,000 SKUs: the first load, then 1 % of them changed; calls at the store";
    }

    @Override
    public Table run(Results results, boolean quick) throws IOException, InterruptedException {
        int skus = quick ? QUICK_SKUS : SKUS;
        try (var broker = BrokerProcess.start(results);
                var vendors = Vendors.start(results, CONCURRENCY, CALL)) {
            vendors.sandbox().store().catalog().addMany("BULK", skus, Tracking.PRODUCT);
            // the store counts from one
            long first = vendors.netSuite().addItems("BULK-", skus + 1, List.of(1L), 40);
            int port = Ports.free();
            long begun = System.nanoTime();
            try (var catalog =
                    Child.start(results, "catalog", MAIN, config(results, broker, vendors, port))) {
                catalog.awaitReady(port);
                await(() -> counters(vendors).absoluteRows() >= skus);
                double loaded = seconds(begun);
                settle(vendors);
                Calls load = Calls.of(vendors);
                note(results, "first load", loaded, load);

                int changed = skus / ONE_OF;
                long changedAt = System.nanoTime();
                for (int i = 1; i <= changed; i++) {
                    vendors.netSuite().stock(first + (long) i * ONE_OF, 1, 41);
                }
                long expected = load.rows() + changed;
                await(() -> counters(vendors).absoluteRows() >= expected);
                double shown = seconds(changedAt);
                settle(vendors);
                Calls change = Calls.of(vendors).since(load);
                note(results, "one in a hundred", shown, change);
                return table(skus, changed, loaded, load, shown, change, counters(vendors));
            }
        }
    }

    /// Calls at the store so far.
    ///
    /// @param all of any kind
    /// @param stock adjustments of stock
    /// @param rows in them
    private record Calls(long all, long stock, long rows) {
        static Calls of(Vendors vendors) {
            AdjustmentCounters counters = counters(vendors);
            return new Calls(
                    vendors.sandbox().store().requests().calls(),
                    counters.absoluteCalls(),
                    counters.absoluteRows());
        }

        Calls since(Calls before) {
            return new Calls(all - before.all, stock - before.stock, rows - before.rows);
        }
    }

    private static Table table(
            int skus,
            int changed,
            double loaded,
            Calls load,
            double shown,
            Calls change,
            AdjustmentCounters counters) {
        return new Table("catalogue, %,d SKUs".formatted(skus))
                .figure("first load", Table.number(loaded) + " s")
                .figure("  calls at the store", Table.number((double) load.all()))
                .figure("  of these, stock", Table.number((double) load.stock()))
                .figure(
                        "%,d SKUs changed: shown after".formatted(changed),
                        Table.number(shown) + " s")
                .figure("  calls at the store", Table.number((double) change.all()))
                .atMost(
                        "  of these, stock",
                        (double) change.stock(),
                        Math.ceilDiv(changed, ROWS_A_CALL) + 1,
                        "")
                .atMost("  rows in them", (double) change.rows(), changed, "")
                .atMost("stock calls in flight, at most", counters.maxConcurrent(), 1, "")
                .note(
                        "The first load is the service's whole start, reading included; the reader"
                                + " looks every 2 s.")
                .note(
                        "One stock call more than there must be: a reading may fall into the midst"
                                + " of the change.");
    }

    private static AdjustmentCounters counters(Vendors vendors) {
        return vendors.sandbox().store().inventory().counters();
    }

    private static void settle(Vendors vendors) throws InterruptedException {
        long rows = -1;
        while (counters(vendors).absoluteRows() != rows) {
            rows = counters(vendors).absoluteRows();
            TimeUnit.MILLISECONDS.sleep(SETTLED.toMillis());
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (seconds(begun) > PATIENCE.toSeconds()) {
                throw new BenchmarkFailed("The catalogue was not shown within " + PATIENCE + ".");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static double seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0;
    }

    private static void note(Results results, String what, double seconds, Calls calls)
            throws IOException {
        results.note(Map.of("what", what, "seconds", seconds, "calls", calls));
    }

    private static String config(
            Results results, BrokerProcess broker, Vendors vendors, int adminPort)
            throws IOException {
        Path file = results.file("catalogue.yaml");
        String connection =
                vendors.bigCommerceSection()
                        + vendors.netSuiteSection()
                        + """
                        catalog:
                          schedule: 2s
                          jitter: 0s
                          overlap: 15s
                          stock: { locations: ["1"], margin: 10s }
                        """;
        Files.writeString(
                file,
                """
                dataFolder: %s
                kafka:
                  bootstrapServers: %s
                console:
                  port: 0
                admin:
                  port: %d
                connections:
                  %s:
                %s\
                """
                        .formatted(
                                results.file("data"),
                                broker.address(),
                                adminPort,
                                Vendors.CONNECTION,
                                connection.indent(4)));
        return file.toString();
    }
}
