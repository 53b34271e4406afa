package io.storeledger.benchmarks.writer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.benchmarks.harness.Child;
import io.storeledger.benchmarks.vendors.Vendors;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.clients.netsuite.NetSuiteConfig;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.consume.AssignmentGate;
import io.storeledger.common.consume.Backoff;
import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.ConsumerMetrics;
import io.storeledger.common.consume.ConsumerSettings;
import io.storeledger.common.consume.KeyedConsumer;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Reason;
import io.storeledger.common.consume.RecordHandler;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.metric.Component;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.node.ObjectNode;

/// The writer's machinery with nothing around it: [KeyedConsumer], and one PUT by [NetSuiteClient]
/// for each record, in order. What queues up for a key is handed over together, but not merged.
final class BareWriter implements RecordHandler {
    static final String TOPIC = "bare";

    private static final int SLOTS = 64;

    private final NetSuiteClient netSuite;

    /// The last offset of each key that is written: a batch that failed in its middle goes on
    /// there.
    private final Map<String, Long> written = new ConcurrentHashMap<>();

    private BareWriter(NetSuiteClient netSuite) {
        this.netSuite = netSuite;
    }

    /// Runs it until the process is ended.
    ///
    /// @param args the configuration file
    public static void main(String[] args) throws InterruptedException {
        SettingsFile file = SettingsFile.load(Path.of(args[0]), Map.of());
        var kafka = new KafkaClients(KafkaConfig.read(file.root().section("kafka")));
        Settings connection = file.root().section("connections").section(Vendors.CONNECTION);
        NetSuiteConfig account = NetSuiteConfig.read(connection.section("netsuite"));
        Clock clock = Clock.systemUTC();
        RandomGenerator random = RandomGenerator.getDefault();
        var metrics = new SimpleMeterRegistry();
        var netSuite = new NetSuiteClient(account, clock, random, metrics);
        var consumer =
                new KeyedConsumer(
                        ConsumerSettings.of(
                                "bare",
                                Set.of(kafka.config().topicPrefix() + TOPIC),
                                SLOTS,
                                Backoff.standard()),
                        kafka,
                        key -> true,
                        new BareWriter(netSuite),
                        AssignmentGate.OPEN,
                        clock,
                        random,
                        new ConsumerMetrics(
                                metrics, Component.NETSUITE_WRITER, Vendors.CONNECTION));
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .unstarted(() -> {
                                    consumer.close();
                                    netSuite.close();
                                }));
        consumer.start();
        System.out.println(Child.READY);
        new CountDownLatch(1).await();
    }

    @Override
    public Outcome handle(Batch batch) {
        try {
            for (ConsumerRecord<String, byte[]> record : batch.records()) {
                if (record.offset() > written.getOrDefault(record.key(), -1L)) {
                    netSuite.upsert(
                            "customer", record.key(), (ObjectNode) Json.tree(record.value()));
                    written.put(record.key(), record.offset());
                }
            }
            return new Done();
        } catch (ApiException.Transient e) {
            return new Retry(e.retryAfter(), new Reason("away", String.valueOf(e.getMessage())));
        } catch (ApiException e) {
            return new Rejected(new Reason("refused", String.valueOf(e.getMessage())));
        }
    }
}
