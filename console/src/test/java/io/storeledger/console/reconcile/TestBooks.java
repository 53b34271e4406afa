package io.storeledger.console.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.event.Attempt;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.Version;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.ToldSpans;
import io.storeledger.console.log.LogReader;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import tools.jackson.databind.node.ObjectNode;

/// A store, an account and topics of their own on the broker; nothing moves between them but what a
/// test moves.
final class TestBooks implements AutoCloseable {
    static final String STORE = "sandbox1";
    private static final String CERTIFICATE = "test";
    private static final List<Topic<?>> TOPICS =
            List.of(
                    Topics.WEBHOOKS,
                    Topics.WEBHOOKS.deadLetters(),
                    Topics.OUTCOMES,
                    Topics.RECORDS,
                    Topics.ATTEMPTS,
                    Topics.ACTS,
                    Topics.FINDINGS,
                    Topics.RECONCILIATIONS);

    private final Shifted clock = new Shifted();
    private final SandboxApp sandbox =
            SandboxApp.start(SandboxConfig.defaults(), clock, new Random(1));
    private final String privateKey = register(sandbox);
    private final ToldSpans told = new ToldSpans();
    private final KafkaClients kafka;
    private final Publisher publisher;
    private final long customer;

    TestBooks(EmbeddedBroker broker) {
        kafka =
                new KafkaClients(
                        new KafkaConfig(
                                Optional.of(broker.bootstrapServers()),
                                Map.of(),
                                UUID.randomUUID() + ".",
                                UUID.randomUUID() + ".",
                                2,
                                1,
                                Optional.empty()),
                        told.tracing());
        new TopicAdmin(kafka).ensure(TOPICS);
        publisher = new Publisher(kafka, "test");
        ObjectNode body = Json.object().put("isPerson", false).put("companyName", "Test");
        body.putObject("subsidiary").put("id", "1");
        body.putObject("currency").put("id", "1");
        var more = body.putObject("currencyList").putArray("items");
        for (int id = 1; id <= 5; id++) {
            more.addObject().putObject("currency").put("id", Integer.toString(id));
        }
        customer = sandbox.netSuite().create("customer", body);
    }

    /// A clock that can be set back, for what happened before.
    private static final class Shifted extends Clock {
        private volatile Duration ago = Duration.ZERO;

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().minus(ago);
        }
    }

    SandboxApp sandbox() {
        return sandbox;
    }

    KafkaClients kafka() {
        return kafka;
    }

    /// The spans that they told.
    ToldSpans told() {
        return told;
    }

    /// Settings of a console for them.
    ///
    /// @param reconcile the connection's `reconcile` section, as YAML in a line
    Settings settings(String reconcile) {
        var store = sandbox.store().config();
        var account = sandbox.netSuite().config();
        return SettingsFile.parse(
                        "test",
                        """
                        dataFolder: target/console
                        console:
                          port: 0
                          reconcile: { retry: { first: 20ms, longest: 200ms } }
                        connections:
                          main:
                            bigcommerce:
                              storeHash: %s
                              apiUrl: "%s"
                              accessToken: "%s"
                              timeout: 2s
                            netsuite:
                              account: "%s"
                              restUrl: "%s"
                              clientId: "%s"
                              certificateId: "%s"
                              algorithm: ES256
                              privateKey: "%s"
                            reconcile: %s
                        """
                                .formatted(
                                        STORE,
                                        sandbox.bigCommerceUrl(),
                                        store.accessToken(),
                                        account.accountId(),
                                        sandbox.netSuiteUrl(),
                                        account.clientId(),
                                        CERTIFICATE,
                                        privateKey,
                                        reconcile),
                        Map.of())
                .root();
    }

    Reconciliations reconciliations(String reconcile, MeterRegistry metrics) {
        return new Reconciliations(
                ReconcileConfig.read(settings(reconcile)),
                kafka,
                Clock.systemUTC(),
                new Random(1),
                metrics);
    }

    /// An order that the store took so long ago.
    long order(Duration ago, int status, String total) {
        clock.ago = ago;
        try {
            return sandbox.store()
                    .placeOrder(
                            Json.object()
                                    .put("status_id", status)
                                    .put("total_inc_tax", total)
                                    .put("total_ex_tax", total)
                                    .put("subtotal_inc_tax", total)
                                    .put("default_currency_code", "USD"));
        } finally {
            clock.ago = Duration.ZERO;
        }
    }

    /// A refund that the store made so long ago; of each payment whether it was declined.
    long refund(Duration ago, long order, Map<String, Boolean> payments) {
        ObjectNode refund = Json.object().put("total_tax", 0);
        BigDecimal total = BigDecimal.ZERO;
        refund.putArray("items");
        var all = refund.putArray("payments");
        for (var payment : payments.entrySet()) {
            var amount = new BigDecimal(payment.getKey());
            total = total.add(amount);
            all.addObject().put("amount", amount).put("is_declined", payment.getValue());
        }
        refund.put("total_amount", total);
        clock.ago = ago;
        try {
            return sandbox.store().refund(order, refund, false);
        } finally {
            clock.ago = Duration.ZERO;
        }
    }

    /// What the writer would have written.
    long sale(Duration ago, long order, String total) {
        return write("salesOrder", "SO-" + order, ago, Long.toString(order), total, "1");
    }

    /// Likewise in another currency.
    long sale(Duration ago, long order, String total, String currency) {
        return write("salesOrder", "SO-" + order, ago, Long.toString(order), total, currency);
    }

    long credit(Duration ago, long refund, long order, String total) {
        return write("creditMemo", "CM-" + refund, ago, order + "-R" + refund, total, "1");
    }

    private long write(
            String type, String id, Duration ago, String reference, String total, String currency) {
        ObjectNode body =
                Json.object()
                        .put("externalId", "BC-" + STORE + "-" + id)
                        .put("otherRefNum", reference)
                        .put(
                                "tranDate",
                                LocalDate.ofInstant(Instant.now().minus(ago), ZoneOffset.UTC)
                                        .toString())
                        .put("taxDetailsOverride", true);
        body.putObject("entity").put("id", Long.toString(customer));
        body.putObject("subsidiary").put("id", "1");
        body.putObject("currency").put("id", currency);
        ObjectNode line = body.putObject("item").putArray("items").addObject();
        line.putObject("item").put("id", "6");
        line.put("amount", new BigDecimal(total));
        return sandbox.netSuite().create(type, body);
    }

    /// That the writer holds it.
    void held(String type, String id, long internalId) {
        String externalId = "BC-" + STORE + "-" + id;
        Instant then = Instant.parse("2020-01-01T00:00:00Z");
        publisher.publish(
                Topics.RECORDS,
                externalId,
                new HeldRecord(
                        type,
                        externalId,
                        Long.toString(internalId),
                        new Version(then, then),
                        "00",
                        null),
                List.of());
    }

    /// What came of it last.
    void outcome(String id, long order, WriteOutcome.Result result, String reason) {
        Instant now = Instant.now();
        publisher.publish(
                Topics.OUTCOMES,
                RecordKey.order(STORE, order).toString(),
                new WriteOutcome(
                        "main",
                        result,
                        "reason",
                        reason,
                        "salesOrder",
                        "BC-" + STORE + "-" + id,
                        null,
                        new Version(now, now),
                        List.of(),
                        1,
                        now,
                        now,
                        List.of(),
                        null),
                List.of());
    }

    /// That the writer tries it again and again.
    void attempt(Topic<?> source, long order, String reason) {
        Instant now = Instant.now();
        publisher.publish(
                Topics.ATTEMPTS,
                RecordKey.order(STORE, order).toString(),
                new Attempt(
                        "writer.main",
                        Attempt.Result.RETRY,
                        "transient",
                        reason,
                        3,
                        now,
                        now,
                        List.of(),
                        List.of(new Cause(kafka.config().nameOf(source), 0, 0, now))),
                List.of());
    }

    /// That the enricher could not fetch it.
    void unfetched(long order, String reason) {
        publisher.send(
                Topics.WEBHOOKS.deadLetters(),
                RecordKey.order(STORE, order).toString(),
                new byte[0],
                List.of(
                        new RecordHeader(
                                EventHeaders.REASON, reason.getBytes(StandardCharsets.UTF_8))));
    }

    /// All records of a topic.
    List<ConsumerRecord<String, byte[]>> read(Topic<?> topic) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        var reader = new LogReader(kafka, "test-reader");
        reader.read(reader.all(topic), all::add);
        return all;
    }

    @Override
    public void close() {
        publisher.close();
        sandbox.close();
    }

    private static String register(SandboxApp sandbox) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            sandbox.netSuite().registerCertificate(CERTIFICATE, keys.getPublic());
            return "-----BEGIN PRIVATE KEY-----\\n"
                    + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded())
                    + "\\n-----END PRIVATE KEY-----";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }
}
