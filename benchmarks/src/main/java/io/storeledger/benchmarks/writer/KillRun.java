package io.storeledger.benchmarks.writer;

import io.storeledger.benchmarks.harness.BenchmarkFailed;
import io.storeledger.benchmarks.harness.Child;
import io.storeledger.benchmarks.harness.Ports;
import io.storeledger.benchmarks.writer.WriteWatch.Write;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topics;
import io.storeledger.writer.WriterMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Orders change a hundred times a second; in the middle the writer is ended with `kill -9` and
/// started again at once, while they go on changing.
final class KillRun {
    private static final int VERSIONS = Workload.RECORDS / Workload.KEYS;
    private static final double PER_SECOND = 100;
    private static final Duration KILL_AFTER = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// What was under way at the kill still reaches the account; no JVM starts so fast.
    private static final Duration STILL_THE_OLD = Duration.ofMillis(500);

    private final WriterSetup setup;
    private final WriteWatch watch;

    KillRun(WriterSetup setup) {
        this.setup = setup;
        this.watch = new WriteWatch(setup.vendors().netSuite());
    }

    /// What came of it.
    ///
    /// @param lost orders of which NetSuite does not hold the newest version
    /// @param again writes of a version that had been written
    /// @param inFlight calls under way when it was killed
    /// @param older writes of an older version after a newer one
    /// @param untilWriting seconds from the kill to the first write after it
    /// @param untilReady seconds from the kill until the new process said that it was ready
    /// @param writes in all
    record Outcome(
            long lost,
            long again,
            int inFlight,
            long older,
            double untilWriting,
            double untilReady,
            int writes) {}

    Outcome run() throws IOException, InterruptedException {
        setup.createTopics();
        List<OrderSnapshot> orders = Workload.orders(setup.vendors(), Workload.KEYS, Workload.KEYS);
        int adminPort = Ports.free();
        Path config = setup.config(adminPort);
        Child first = start(config, "-before").awaitReady(adminPort);
        Thread publisher = Thread.ofPlatform().name("publisher").start(() -> publish(orders));
        TimeUnit.MILLISECONDS.sleep(KILL_AFTER.toMillis());
        int inFlight = setup.vendors().netSuite().inFlight();
        long killed = System.nanoTime();
        first.kill();
        try (Child _ = start(config, "-after").awaitReady(adminPort)) {
            double untilReady = (System.nanoTime() - killed) / 1e9;
            publisher.join();
            awaitNewest();
            List<Write> writes = watch.writes();
            double untilWriting =
                    writes.stream()
                            .mapToLong(Write::nanos)
                            .filter(nanos -> nanos > killed + STILL_THE_OLD.toNanos())
                            .findFirst()
                            .stream()
                            .mapToDouble(nanos -> (nanos - killed) / 1e9)
                            .findFirst()
                            .orElse(Double.NaN);
            for (Write write : writes) {
                setup.results()
                        .append(
                                setup.run() + "-writes.txt",
                                "%.3f %s v%d"
                                        .formatted(
                                                (write.nanos() - killed) / 1e9,
                                                write.order(),
                                                write.version()));
            }
            return new Outcome(
                    lost(),
                    WriteWatch.again(writes),
                    inFlight,
                    WriteWatch.olderAfterNewer(writes),
                    untilWriting,
                    untilReady,
                    writes.size());
        } finally {
            first.close();
        }
    }

    private Child start(Path config, String when) throws IOException {
        return Child.start(
                setup.results(),
                "writer." + setup.run() + when,
                WriterMain.class.getName(),
                config.toString());
    }

    private void publish(List<OrderSnapshot> orders) {
        KafkaClients kafka = setup.kafka();
        long start = System.nanoTime();
        int sent = 0;
        try (var producer = kafka.producer("bench-orders", Map.of())) {
            for (int version = 1; version <= VERSIONS; version++) {
                for (OrderSnapshot order : orders) {
                    long due = start + Math.round(sent++ * 1e9 / PER_SECOND);
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    var message = Workload.message(Workload.version(order, version));
                    var ignored =
                            producer.send(
                                    new ProducerRecord<>(
                                            kafka.config().nameOf(Topics.ORDERS),
                                            message.key(),
                                            Json.bytes(message.value())));
                }
            }
        }
    }

    private void awaitNewest() throws InterruptedException {
        long start = System.nanoTime();
        while (lost() > 0) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new BenchmarkFailed(
                        "After the kill %d orders did not reach NetSuite within %d s."
                                .formatted(lost(), PATIENCE.toSeconds()));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        // what would be sent again, comes within this
        TimeUnit.SECONDS.sleep(3);
    }

    private long lost() {
        Map<String, Integer> last = new HashMap<>();
        watch.writes().forEach(write -> last.put(write.order(), write.version()));
        return Workload.KEYS - last.values().stream().filter(v -> v == VERSIONS).count();
    }
}
