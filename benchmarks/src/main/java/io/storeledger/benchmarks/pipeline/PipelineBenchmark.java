package io.storeledger.benchmarks.pipeline;

import io.storeledger.benchmarks.harness.Benchmark;
import io.storeledger.benchmarks.harness.BenchmarkFailed;
import io.storeledger.benchmarks.harness.BrokerProcess;
import io.storeledger.benchmarks.harness.Child;
import io.storeledger.benchmarks.harness.Cpu;
import io.storeledger.benchmarks.harness.Latencies;
import io.storeledger.benchmarks.harness.Ports;
import io.storeledger.benchmarks.harness.Results;
import io.storeledger.benchmarks.harness.Table;
import io.storeledger.benchmarks.vendors.CallWatch;
import io.storeledger.benchmarks.vendors.Vendors;
import io.storeledger.sandbox.http.RequestLog.Seen;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// `storeledger run` with its embedded broker, from the store's event to NetSuite's answer, without
/// the time that the vendors took for themselves.
public final class PipelineBenchmark implements Benchmark {
    private static final double PER_SECOND = 50;
    private static final Duration NETSUITE_CALL = Duration.ofMillis(30);

    /// 50 orders/s keep about 2.3 calls under way: nothing waits for this limit.
    private static final int LIMIT = 20;

    private static final double P50_MILLIS = 15;
    private static final double P99_MILLIS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Named, not imported: nobody depends on the command line.
    private static final String COMMAND = "io.storeledger.cli.Storeledger";

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public String about() {
        return "50 orders/s from the store's event to NetSuite's answer; vendor calls and bytes an"
                + " order";
    }

    @Override
    public Table run(Results results, boolean quick) throws IOException, InterruptedException {
        Duration warmUp = Duration.ofSeconds(quick ? 10 : 45);
        Duration measured = Duration.ofSeconds(quick ? 10 : 60);
        int adminPort = Ports.free();
        int webhookPort = Ports.free();
        int kafkaPort = Ports.free();
        Path data = Files.createTempDirectory("storeledger-bench-pipeline");
        try (var vendors = Vendors.start(results, LIMIT, NETSUITE_CALL)) {
            Path config = config(results, vendors, data, kafkaPort, adminPort, webhookPort);
            try (Child pipeline =
                    Child.start(
                            results, "pipeline", COMMAND, "run", "--config", config.toString())) {
                pipeline.awaitReady(adminPort);
                var store = vendors.sandbox().store();
                store.subscribe(
                        URI.create(
                                "http://127.0.0.1:%d/webhooks/%s"
                                        .formatted(webhookPort, Vendors.CONNECTION)),
                        "store/order/*",
                        Map.of());
                var storeCalls = new CallWatch(store.requests());
                var netSuiteCalls = new CallWatch(vendors.netSuite().requests());
                var shop = new Shop(store, RandomGenerator.getDefault());
                System.out.printf("warming for %d s%n", warmUp.toSeconds());
                shop.open(PER_SECOND, warmUp);
                awaitWritten(shop, netSuiteCalls);
                shop.forget();
                storeCalls.forget();
                netSuiteCalls.forget();
                long refused = vendors.netSuite().concurrencyRefusals();
                long retried = store.webhooks().retried();
                System.out.printf("measuring for %d s%n", measured.toSeconds());
                String kafka = "127.0.0.1:" + kafkaPort;
                TopicBytes bytesBefore = TopicBytes.at(kafka);
                Cpu before = pipeline.cpu();
                shop.open(PER_SECOND, measured);
                awaitWritten(shop, netSuiteCalls);
                Cpu used = pipeline.cpu().since(before);
                TopicBytes grown = TopicBytes.at(kafka).since(bytesBefore);
                List<Seen> calls =
                        Stream.concat(storeCalls.calls().stream(), netSuiteCalls.calls().stream())
                                .filter(CallWatch::isWork)
                                .toList();
                return table(
                        shop,
                        calls,
                        used,
                        grown,
                        vendors.netSuite().concurrencyRefusals() - refused,
                        store.webhooks().retried() - retried,
                        results);
            }
        } finally {
            BrokerProcess.deleteAll(data);
        }
    }

    private static void awaitWritten(Shop shop, CallWatch netSuite) throws InterruptedException {
        long start = System.nanoTime();
        int orders = shop.placed().size();
        while (written(netSuite.calls(), shop).size() < orders) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new BenchmarkFailed(
                        "Only %d of %d orders reached NetSuite within %d s; the pipeline's log is among the results."
                                .formatted(
                                        written(netSuite.calls(), shop).size(),
                                        orders,
                                        PATIENCE.toSeconds()));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        // second fetches, so that they count too
        TimeUnit.SECONDS.sleep(1);
    }

    /// The first write of each order.
    private static Map<Long, Seen> written(List<Seen> calls, Shop shop) {
        var addresses = new OrderCalls(shop.orderOfCustomer());
        Map<Long, Seen> written = new HashMap<>();
        for (Seen call : calls) {
            if (OrderCalls.wroteOrder(call)) {
                addresses.order(call).ifPresent(order -> written.putIfAbsent(order, call));
            }
        }
        written.keySet().retainAll(shop.placed().keySet());
        return written;
    }

    private static Table table(
            Shop shop,
            List<Seen> calls,
            Cpu used,
            TopicBytes grown,
            long refused,
            long retried,
            Results results)
            throws IOException {
        var addresses = new OrderCalls(shop.orderOfCustomer());
        Map<Long, List<Seen>> ofOrder = new HashMap<>();
        Map<String, Integer> kinds = new TreeMap<>();
        for (Seen call : calls) {
            OptionalLong order = addresses.order(call);
            order.ifPresent(id -> ofOrder.computeIfAbsent(id, key -> new ArrayList<>()).add(call));
            kinds.merge(OrderCalls.kind(call), 1, Integer::sum);
        }
        Map<Long, Seen> written = written(calls, shop);
        Map<Long, Long> placed = shop.placed();
        List<Spans> spans = new ArrayList<>();
        for (var entry : written.entrySet()) {
            long from = placed.getOrDefault(entry.getKey(), 0L);
            var span =
                    Spans.of(
                            from,
                            entry.getValue().endNanos(),
                            ofOrder.getOrDefault(entry.getKey(), List.of()));
            spans.add(span);
            results.append(
                    "orders.txt",
                    "%d whole %d us, ours %d us"
                            .formatted(entry.getKey(), span.whole() / 1000, span.ours() / 1000));
        }
        var ours = Latencies.of(spans.stream().mapToLong(Spans::ours).toArray());
        var whole = Latencies.of(spans.stream().mapToLong(Spans::whole).toArray());
        int orders = spans.size();
        results.note(
                Map.of(
                        "orders", orders,
                        "calls", kinds,
                        "refused", refused,
                        "retried", retried,
                        "cpuMicros", used.total(),
                        "bytes", grown.byTopic()));
        var table =
                new Table("pipeline, %d orders at 50/s".formatted(orders))
                        .atMost(
                                "p50 without the vendors' time",
                                ours.millis(0.5),
                                P50_MILLIS,
                                " ms")
                        .atMost(
                                "p99 without the vendors' time",
                                ours.millis(0.99),
                                P99_MILLIS,
                                " ms")
                        .figure(
                                "whole, p50 | p99",
                                "%s | %s ms"
                                        .formatted(
                                                Table.number(whole.millis(0.5)),
                                                Table.number(whole.millis(0.99))))
                        .figure(
                                "CPU of the process an order",
                                Table.number(used.total() / 1000.0 / orders) + " ms")
                        .figure(
                                "vendor calls an order",
                                Table.number((double) calls.size() / orders));
        kinds.forEach(
                (kind, count) -> table.figure("  " + kind, Table.number((double) count / orders)));
        grown.addTo(table, orders);
        return table.figure("calls refused by NetSuite for concurrency", Long.toString(refused))
                .figure("webhooks that had to come again", Long.toString(retried))
                .note(
                        "storeledger run in one process with its embedded broker; store and"
                                + " NetSuite (30 ms a call, limit 20) in the load's process.")
                .note(
                        "From the moment at which the store has the order to the moment at which"
                                + " NetSuite has the answer to its sales order. The vendors' time"
                                + " is that in which one of them was working on a call for the"
                                + " order; all HTTP and waiting is ours.")
                .note(
                        "Each order is told of twice at once (created, updated); half of the"
                                + " customers are new, which costs a call.");
    }

    private static Path config(
            Results results,
            Vendors vendors,
            Path data,
            int kafkaPort,
            int adminPort,
            int webhookPort)
            throws IOException {
        Path file = results.file("storeledger.yaml");
        String connection =
                vendors.bigCommerceSection() + vendors.netSuiteSection() + Vendors.rulesSection();
        Files.writeString(
                file,
                """
                dataFolder: %s
                kafka:
                  embeddedPort: %d
                  topics:
                    partitions: 6
                console:
                  port: 0
                admin:
                  port: %d
                ingress:
                  host: 127.0.0.1
                  port: %d
                connections:
                  %s:
                %s\
                """
                        .formatted(
                                data,
                                kafkaPort,
                                adminPort,
                                webhookPort,
                                Vendors.CONNECTION,
                                connection.indent(4)));
        return file;
    }
}
