package io.storeledger.benchmarks.writer;

import io.storeledger.benchmarks.harness.Benchmark;
import io.storeledger.benchmarks.harness.BenchmarkFailed;
import io.storeledger.benchmarks.harness.BrokerProcess;
import io.storeledger.benchmarks.harness.Child;
import io.storeledger.benchmarks.harness.Median;
import io.storeledger.benchmarks.harness.Ports;
import io.storeledger.benchmarks.harness.Results;
import io.storeledger.benchmarks.harness.Table;
import io.storeledger.benchmarks.vendors.CallWatch;
import io.storeledger.benchmarks.vendors.Vendors;
import io.storeledger.common.topic.Topics;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.writer.WriterMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// How near the writer comes to what the account bears, with few partitions and many, with a limit
/// that moves; and what a `kill -9` costs.
public final class WriterBenchmark implements Benchmark {
    private static final Duration CALL = Duration.ofMillis(50);
    private static final int LIMIT = 10;
    private static final int LOW_LIMIT = 5;
    private static final double UNAVAILABLE = 0.02;
    private static final int FEW = 3;
    private static final int MANY = 10;
    private static final int ROUNDS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final double STEADY_RATE = 195;
    private static final double SWINGING_RATE = 140;
    private static final double MOST_REFUSED_PERCENT = 2;
    private static final double GOING_ON_SECONDS = 10;

    @Override
    public String name() {
        return "writer";
    }

    @Override
    public String about() {
        return "1,600 records of 400 keys against NetSuite's limit; a moving limit; kill -9";
    }

    /// What a run is to show.
    ///
    /// @param whole the writer as shipped, on orders; else its machinery alone, a PUT a record
    /// @param swinging whether the limit moves and calls fail
    private record Case(String what, boolean whole, int partitions, boolean swinging) {}

    @Override
    public Table run(Results results, boolean quick) throws IOException, InterruptedException {
        int rounds = quick ? 1 : ROUNDS;
        var cases =
                List.of(
                        new Case("a PUT a record, 3 partitions", false, FEW, false),
                        new Case("a PUT a record, 10 partitions", false, MANY, false),
                        new Case("a PUT a record, limit 10/5, 2 % 503", false, MANY, true),
                        new Case("orders, 3 partitions", true, FEW, false),
                        new Case("orders, limit 10/5, 2 % 503", true, MANY, true));
        var table = new Table("writer, %d round(s)".formatted(rounds));
        try (var broker = BrokerProcess.start(results);
                var vendors = Vendors.start(results, LIMIT, CALL)) {
            for (int i = 0; i < cases.size(); i++) {
                List<Throughput> all = new ArrayList<>();
                for (int round = 1; round <= rounds; round++) {
                    System.out.printf("%s, round %d%n", cases.get(i).what(), round);
                    var setup =
                            new WriterSetup(
                                    "case%d.%d".formatted(i + 1, round),
                                    broker,
                                    vendors,
                                    cases.get(i).partitions(),
                                    results);
                    Throughput throughput = throughput(cases.get(i), setup);
                    results.note(Map.of("case", cases.get(i), "throughput", throughput));
                    all.add(throughput);
                }
                rows(table, cases.get(i), all);
            }
            kill(table, broker, vendors, results);
        }
        return notes(table);
    }

    private static Throughput throughput(Case of, WriterSetup setup)
            throws IOException, InterruptedException {
        var account = setup.vendors().netSuite();
        setup.createTopics();
        if (of.whole()) {
            setup.publish(
                    Topics.ORDERS,
                    Workload.orders(setup.vendors(), Workload.RECORDS, Workload.KEYS).stream()
                            .map(Workload::message)
                            .toList());
        } else {
            setup.publish(WriterSetup.BARE, Workload.customers());
        }
        account.reset();
        var watch = new CallWatch(account.requests());
        int adminPort = Ports.free();
        Path config = setup.config(adminPort);
        Class<?> main = of.whole() ? WriterMain.class : BareWriter.class;
        if (of.swinging()) {
            setup.vendors().sandbox().faults().probability(Fault.NETSUITE_503, UNAVAILABLE);
        }
        try (var _ = of.swinging() ? new LimitSwing(account, LIMIT, LOW_LIMIT) : null;
                Child _ =
                        Child.start(
                                setup.results(),
                                "writer." + setup.run(),
                                main.getName(),
                                config.toString())) {
            String type = of.whole() ? "/salesOrder/" : "/customer/";
            await(() ->
                    (int)
                            watch.calls().stream()
                                    .filter(CallWatch::succeeded)
                                    .filter(call -> call.endpoint().startsWith("PUT"))
                                    .filter(call -> call.target().contains(type))
                                    .count());
            return Throughput.of(Workload.RECORDS, watch.calls(), account.concurrencyRefusals());
        } finally {
            setup.vendors().sandbox().faults().off(Fault.NETSUITE_503);
        }
    }

    private static void await(IntSupplier written) throws InterruptedException {
        long start = System.nanoTime();
        while (written.getAsInt() < Workload.RECORDS) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new BenchmarkFailed(
                        "Only %d of %d records were written within %d s; the writer's log is among the results."
                                .formatted(
                                        written.getAsInt(),
                                        Workload.RECORDS,
                                        PATIENCE.toSeconds()));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void rows(Table table, Case of, List<Throughput> rounds) {
        double calls = median(rounds.stream().map(Throughput::callsPerSecond).toList());
        double refused = median(rounds.stream().map(Throughput::refusedPercent).toList());
        double seconds = median(rounds.stream().map(Throughput::seconds).toList());
        table.atLeast(
                of.what() + ": calls done",
                calls,
                of.swinging() ? SWINGING_RATE : STEADY_RATE,
                "/s");
        if (of.whole()) {
            table.figure(
                    "  orders",
                    each(rounds.stream().map(Throughput::recordsPerSecond).toList(), "/s"));
        }
        if (of.swinging()) {
            table.figure(
                    "  what the limit allowed in that time",
                    Table.number(LimitSwing.ceiling(LIMIT, LOW_LIMIT, CALL, seconds)) + "/s");
            table.atMost("  refused, of the calls", refused, MOST_REFUSED_PERCENT, " %");
        } else {
            table.figure("  refused, of the calls", Table.number(refused) + " %");
        }
        table.figure(
                "  each round",
                each(rounds.stream().map(Throughput::callsPerSecond).toList(), "/s"));
        table.figure(
                "  calls under way, mean",
                each(rounds.stream().map(Throughput::inFlight).toList(), ""));
    }

    private static void kill(Table table, BrokerProcess broker, Vendors vendors, Results results)
            throws IOException, InterruptedException {
        System.out.println("kill -9");
        vendors.netSuite().reset();
        var outcome = new KillRun(new WriterSetup("kill", broker, vendors, FEW, results)).run();
        results.note(Map.of("case", "kill -9", "outcome", outcome));
        table.atMost("kill -9: orders lost", (double) outcome.lost(), 0, "")
                .atMost(
                        "  versions written again",
                        (double) outcome.again(),
                        outcome.inFlight(),
                        "")
                .atMost("  older after newer", (double) outcome.older(), 0, "")
                .atMost("  from kill to writing", outcome.untilWriting(), GOING_ON_SECONDS, " s")
                .figure(
                        "  from kill to the new process's readiness",
                        Table.number(outcome.untilReady()) + " s")
                .figure("  writes in all", Integer.toString(outcome.writes()));
    }

    private static Table notes(Table table) {
        return table.note(
                        "NetSuite (in the load's process): 50 ms a call, limit 10, so 200/s at"
                                + " most. Rates count from the start of the first call to the end"
                                + " of the last; the process starts cold.")
                .note(
                        "a PUT a record: KeyedConsumer and NetSuiteClient alone, 4 versions of 400"
                                + " customers, nothing merged: calls are records.")
                .note(
                        "orders: WriterMain as shipped, 1,600 orders of 400 customers: 2,000"
                                + " writes and a query or two.")
                .note(
                        "kill -9: WriterMain, 400 orders that change 4 times, 100 changes/s,"
                                + " killed after 8 s and started again at once; at most the calls"
                                + " under way may be sent again.")
                .note(
                        "Measured elsewhere under the first and third load: parallel-consumer 184"
                                + " and 62/s, Camel 166 and 86, Spring 166 and 90, Kafka Connect"
                                + " with an HTTP sink 159 and 111.");
    }

    private static double median(List<Double> values) {
        return Median.of(values);
    }

    private static String each(List<Double> values, String unit) {
        return String.join(" | ", values.stream().map(Table::number).toList()) + unit;
    }
}
