package io.storeledger.console.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.Version;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.Contract;
import io.storeledger.console.flow.Flow.Hop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class FlowIT {
    private static final byte[] WEBHOOK = "{}".getBytes(StandardCharsets.UTF_8);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);

    @Test
    void tellsRatesLagsLatenciesAndWhatTheVendorsAllow(EmbeddedBroker broker) throws Exception {
        KafkaClients kafka = kafka(broker);
        var metrics = new SimpleMeterRegistry();
        Gauge.builder("storeledger.netsuite.concurrency.limit", () -> 12)
                .tag("account", "123_SB1")
                .register(metrics);
        Gauge.builder("storeledger.netsuite.concurrency.in.flight", () -> 3)
                .tag("account", "123_SB1")
                .register(metrics);
        HttpServer writer =
                page(
                        """
                        # TYPE storeledger_netsuite_concurrency_limit gauge
                        storeledger_netsuite_concurrency_limit{account="123_SB1",} 8.0
                        storeledger_bigcommerce_quota_left{application="x",store="abc"} 412.0
                        storeledger_bigcommerce_quota_window{store="abc"} 450.0
                        storeledger_bigcommerce_quota_left{store="unlimited"} NaN
                        """);
        List<URI> services =
                List.of(
                        URI.create("http://127.0.0.1:" + writer.getAddress().getPort()),
                        URI.create("http://127.0.0.1:1"));
        try (var sampler = new FlowSampler(kafka, services, metrics, clock);
                var publisher = new Publisher(kafka, "flow-test")) {
            RecordMetadata webhook = webhook(publisher);
            webhook(publisher);
            webhook(publisher);
            commit(kafka, "enricher.main", webhook);
            publishOrderAndOutcome(publisher, webhook);
            now.set(Instant.now());

            Flow first = sampler.now();

            Contract.assertAnswers("/api/v1/flow", Json.toTree(first));
            Hop webhooks = hop(first, "Webhooks");
            assertThat(webhooks.connection()).isEqualTo("main");
            assertThat(webhooks.lag()).isEqualTo(2);
            assertThat(webhooks.lagSeconds()).isBetween(0.0, 60.0);
            assertThat(webhooks.perSecond()).isNull();
            assertThat(webhooks.p50Millis()).isBetween(0.0, 60_000.0);
            Hop orders = hop(first, "Orders");
            assertThat(orders.connection()).as("no group has committed yet").isNull();
            assertThat(orders.p50Millis()).isEqualTo(1500);
            assertThat(first.webhookToNetSuite()).isEqualTo(new Flow.Span(2500, 2500));
            assertThat(first.oldestUnpostedSeconds()).isEqualTo(webhooks.lagSeconds());
            assertThat(first.accounts()).containsExactly(new Flow.Account("123_SB1", 3.0, 20.0));
            assertThat(first.stores()).containsExactly(new Flow.Store("abc", 412.0, 450.0));

            now.updateAndGet(before -> before.plusSeconds(1));
            assertThat(sampler.now())
                    .as("within two seconds it is not taken again")
                    .isSameAs(first);

            for (int i = 0; i < 10; i++) {
                webhook(publisher);
            }
            now.updateAndGet(before -> before.plusSeconds(4));
            Flow second = sampler.now();
            assertThat(hop(second, "Webhooks").perSecond()).isEqualTo(2.0);
            assertThat(hop(second, "Webhooks").lag()).isEqualTo(12);
            assertThat(hop(second, "Customers").perSecond()).isEqualTo(0.0);
        } finally {
            writer.stop(0);
        }
    }

    /// An order that was fetched half a second after its webhook and written two seconds later; and
    /// the same once more from a replay, which says nothing of how long things take.
    private static void publishOrderAndOutcome(Publisher publisher, RecordMetadata webhook) {
        Instant received = Instant.now().minusSeconds(3);
        var fetched = Json.object();
        fetched.putArray("causedBy")
                .add(Json.toTree(new Cause(webhook.topic(), 0, webhook.offset(), received)));
        RecordMetadata order =
                publisher.send(Topics.ORDERS, "abc/order/1", Json.bytes(fetched), List.of());
        var cause = new Cause(order.topic(), 0, order.offset(), received.plusMillis(1000));
        var outcome =
                new WriteOutcome(
                        "main",
                        Result.DONE,
                        null,
                        null,
                        "salesOrder",
                        "BC-abc-1",
                        "7",
                        new Version(received, received),
                        List.of(),
                        1,
                        received.plusMillis(2000),
                        received.plusMillis(2500),
                        List.of(cause),
                        received);
        publisher.publish(Topics.OUTCOMES, "abc/order/1", outcome, List.of());
        publisher.publish(
                Topics.OUTCOMES,
                "abc/order/1",
                new WriteOutcome(
                        "main",
                        Result.DONE,
                        null,
                        null,
                        "salesOrder",
                        "BC-abc-1",
                        "7",
                        new Version(received, received),
                        List.of(),
                        1,
                        received,
                        received.plusSeconds(86_400),
                        List.of(cause),
                        received),
                List.of(
                        new RecordHeader(
                                EventHeaders.REPLAY, "r-1".getBytes(StandardCharsets.UTF_8))));
        publisher.send(
                Topics.OUTCOMES,
                "abc/order/2",
                "not ours".getBytes(StandardCharsets.UTF_8),
                List.of());
    }

    private static RecordMetadata webhook(Publisher publisher) {
        return publisher.send(Topics.WEBHOOKS, "abc/order/1", WEBHOOK, List.of());
    }

    private static void commit(KafkaClients kafka, String group, RecordMetadata settled) {
        try (var consumer = kafka.consumer("flow-test", group)) {
            var partition = new TopicPartition(settled.topic(), settled.partition());
            consumer.assign(List.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(settled.offset() + 1)));
        }
    }

    private static Hop hop(Flow flow, String name) {
        return flow.hops().stream()
                .filter(hop -> hop.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static KafkaClients kafka(EmbeddedBroker broker) {
        var kafka =
                new KafkaClients(
                        new KafkaConfig(
                                Optional.of(broker.bootstrapServers()),
                                Map.of(),
                                "flow.",
                                "flow.",
                                1,
                                1,
                                Optional.empty()));
        new TopicAdmin(kafka)
                .ensure(
                        List.of(
                                Topics.WEBHOOKS,
                                Topics.ORDERS,
                                Topics.CUSTOMERS,
                                Topics.REFUNDS,
                                Topics.CATALOG_CHANGES,
                                Topics.OUTCOMES,
                                Topics.CATALOG_OUTCOMES));
        return kafka;
    }

    private static HttpServer page(String metrics) throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/metrics",
                exchange -> {
                    byte[] body = metrics.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }
}
