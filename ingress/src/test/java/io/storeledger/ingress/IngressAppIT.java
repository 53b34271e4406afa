package io.storeledger.ingress;

import static io.storeledger.ingress.TestIngress.OTHER_SECRET;
import static io.storeledger.ingress.TestIngress.ROTATED;
import static io.storeledger.ingress.TestIngress.SECRET;
import static io.storeledger.ingress.TestIngress.SHARED;
import static io.storeledger.ingress.TestIngress.STANDARD;
import static io.storeledger.ingress.TestIngress.order;
import static io.storeledger.ingress.TestIngress.signed;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.config.Secret;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.service.PortInUseException;
import io.storeledger.common.topic.Topics;
import io.storeledger.ingress.signature.Refusal;
import io.storeledger.ingress.signature.Scheme;
import io.storeledger.ingress.signature.Signing;
import io.storeledger.ingress.signature.StoredSignature;
import io.storeledger.ingress.signature.Verdict.Accepted;
import io.storeledger.ingress.signature.Verdict.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(BrokerExtension.class)
class IngressAppIT {
    private static final List<Secret> SECRETS = List.of(Secret.of("older"), Secret.of(SECRET));

    private EmbeddedBroker broker;
    private TestIngress ingress;

    @BeforeEach
    void start(EmbeddedBroker shared) {
        broker = shared;
        ingress = TestIngress.start(shared.bootstrapServers(), STANDARD, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        ingress.close();
    }

    @Test
    void keepsADeliveryByteForByteWithAllThatDescribesIt() throws Exception {
        byte[] body =
                ("\r\n"
                     + " { \"producer\" : \"stores\\/main1\",\t\"created_at\":1561479335, \"x\":"
                     + " \"\ud83d\ude80 \\u0000 \u00e9\","
                     + " \"hash\":\"dd70\",\"scope\":\"store/order/refund/created\",\"data\":{\"type\":\"order\",\"refund\":{\"refund_id\":3},\"id\":250}}\n\n")
                        .getBytes(UTF_8);
        var headers = signed(SECRET, body);
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        headers.put("traceparent", trace);
        headers.put("tracestate", "gateway=1");
        headers.put("x-bc-signature", Signing.hex(SECRET, body));
        headers.put("X-Hook-Secret", SHARED);

        var answer = ingress.post("main", headers, body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().map().keySet()).isSubsetOf("content-length", "date");
        var record = onlyEvent();
        assertThat(record.value()).isEqualTo(body);
        assertThat(record.key()).isEqualTo("main1/order/250");
        assertThat(text(record, EventHeaders.CE_SPECVERSION)).isEqualTo("1.0");
        assertThat(text(record, EventHeaders.CE_ID)).isEqualTo(headers.get("webhook-id"));
        assertThat(text(record, EventHeaders.CE_SOURCE))
                .isEqualTo("/bigcommerce/stores/main1/webhooks");
        assertThat(text(record, EventHeaders.CE_TYPE)).isEqualTo("store/order/refund/created");
        assertThat(text(record, EventHeaders.CE_TIME)).isEqualTo("2019-06-25T16:15:35Z");
        assertThat(text(record, EventHeaders.CE_SUBJECT)).isEqualTo("main1/order/250");
        assertThat(text(record, EventHeaders.CONTENT_TYPE)).isEqualTo("application/json");
        assertThat(text(record, EventHeaders.TRACEPARENT)).isEqualTo(trace);
        assertThat(text(record, EventHeaders.TRACESTATE)).isEqualTo("gateway=1");
        assertThat(text(record, EventHeaders.CONNECTION)).isEqualTo("main");
        assertThat(text(record, EventHeaders.SIGNED_BY)).isEqualTo("standard-webhooks");
        for (String name :
                List.of("webhook-id", "webhook-timestamp", "webhook-signature", "x-bc-signature")) {
            assertThat(text(record, name)).isEqualTo(headers.get(name));
        }
        for (Header header : record.headers()) {
            assertThat(new String(header.value(), UTF_8)).doesNotContain(SHARED);
        }
        assertThat(
                        ingress.count(
                                "storeledger.webhooks",
                                "connection",
                                "main",
                                "result",
                                "accepted",
                                "scheme",
                                "standard-webhooks"))
                .isEqualTo(1);
        assertThat(ingress.metrics.get("storeledger.webhooks.answer").timer().count()).isEqualTo(1);
        assertThat(ingress.app.waitingFor()).isEmpty();
    }

    @Test
    void provesAStoredSignatureAgainFromTheRecordAlone() throws Exception {
        byte[] first = order("main1", 1);
        byte[] second = order("main1", 2);
        byte[] third = "signed, but no JSON \u00ff".getBytes(ISO_8859_1);
        byte[] fourth = order("main1", 4);
        ingress.post("main", signed(SECRET, first), first);
        ingress.post("main", Map.of("X-BC-Signature", Signing.base64(SECRET, second)), second);
        ingress.post("main", signed(SECRET, third), third);
        ingress.post("main", Map.of("X-Hook-Secret", SHARED), fourth);

        var events = ingress.records(Topics.WEBHOOKS);
        assertThat(events).hasSize(3);
        for (var event : events) {
            var expected =
                    switch (event.key()) {
                        case "main1/order/1" -> new Accepted(Scheme.STANDARD_WEBHOOKS, false);
                        case "main1/order/2" -> new Accepted(Scheme.X_BC_SIGNATURE, false);
                        // only the secret header proved it, and that is not stored
                        default -> new Refused(Refusal.MISSING);
                    };
            assertThat(StoredSignature.verify(event.headers(), event.value(), SECRETS))
                    .isEqualTo(expected);
            byte[] forged = event.value().clone();
            forged[10]++;
            assertThat(StoredSignature.verify(event.headers(), forged, SECRETS))
                    .isInstanceOf(Refused.class);
        }
        var dead = ingress.records(Topics.WEBHOOKS.deadLetters()).getFirst();
        assertThat(StoredSignature.verify(dead.headers(), dead.value(), SECRETS))
                .isEqualTo(new Accepted(Scheme.STANDARD_WEBHOOKS, false));
    }

    @Test
    void takesIdAndTimeFromWhatThereIs() throws Exception {
        byte[] bare =
                ("{\"producer\":\"stores/main1\",\"scope\":\"store/order/updated\","
                                + "\"data\":{\"id\":7}}")
                        .getBytes(UTF_8);
        ingress.post("main", Signing.standard(SECRET, "msg_1", 1_790_000_000L, bare), bare);
        byte[] hashed = order("main1", 8);
        ingress.post("main", Map.of("x-bc-signature", Signing.hex(SECRET, hashed)), hashed);

        for (var event : ingress.records(Topics.WEBHOOKS)) {
            boolean first = event.key().equals("main1/order/7");
            assertThat(text(event, EventHeaders.CE_ID)).isEqualTo(first ? "msg_1" : "dd70c0976e06");
            assertThat(text(event, EventHeaders.CE_TIME))
                    .isEqualTo(first ? "2026-09-21T14:13:20Z" : "2019-06-25T16:15:35Z");
            assertThat(text(event, EventHeaders.TRACEPARENT))
                    .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        }
    }

    @Test
    void refusesWhatNoSchemeAcceptsAndCountsWhy() throws Exception {
        byte[] body = order("main1", 1);
        var malformed = signed(SECRET, body);
        malformed.put("webhook-timestamp", "yesterday");

        assertThat(ingress.post("main", Map.of(), body).statusCode()).isEqualTo(401);
        assertThat(ingress.post("main", malformed, body).statusCode()).isEqualTo(401);
        assertThat(ingress.post("main", signed("forged", body), body).statusCode()).isEqualTo(401);
        assertThat(ingress.post("main", Map.of("X-Hook-Secret", "no"), body).statusCode())
                .isEqualTo(401);

        assertThat(refused("main", "missing")).isEqualTo(1);
        assertThat(refused("main", "malformed")).isEqualTo(1);
        assertThat(refused("main", "mismatch")).isEqualTo(2);
        assertThat(ingress.records(Topics.WEBHOOKS)).isEmpty();
        assertThat(ingress.records(Topics.WEBHOOKS.deadLetters())).isEmpty();
    }

    @Test
    void keepsConnectionsApart() throws Exception {
        byte[] main = order("main1", 1);
        byte[] other = order("other2", 1);

        assertThat(ingress.post("other", signed(OTHER_SECRET, other), other).statusCode())
                .isEqualTo(200);
        assertThat(ingress.post("other", signed(SECRET, other), other).statusCode()).isEqualTo(401);
        assertThat(ingress.post("main", signed(OTHER_SECRET, main), main).statusCode())
                .isEqualTo(401);
        // signed by the connection's own secret, and yet the event of another store
        assertThat(ingress.post("main", signed(SECRET, other), other).statusCode()).isEqualTo(401);
        assertThat(ingress.post("other", Map.of("X-Hook-Secret", SHARED), other).statusCode())
                .isEqualTo(401);

        assertThat(refused("main", "other-store")).isEqualTo(1);
        assertThat(onlyEvent().key()).isEqualTo("other2/order/1");
    }

    @Test
    void takesOldAndNewSecretsDuringARotation() throws Exception {
        byte[] body = order("main1", 1);

        assertThat(ingress.post("main", signed(SECRET, body), body).statusCode()).isEqualTo(200);
        assertThat(ingress.post("main", signed(ROTATED, body), body).statusCode()).isEqualTo(200);
        assertThat(ingress.records(Topics.WEBHOOKS)).hasSize(2);
    }

    @Test
    void keepsALateRetryOnceAndAnswers200ToWhatItHasAlready() throws Exception {
        byte[] body = order("main1", 1);
        long hours = Clock.systemUTC().millis() / 1000 - 40_000;
        var retry = Signing.standard(SECRET, "msg_late", hours, body);

        assertThat(ingress.post("main", retry, body).statusCode()).isEqualTo(200);
        assertThat(ingress.post("main", retry, body).statusCode()).isEqualTo(200);
        // the same event within the tolerance is a delivery like any other
        var again = Signing.standard(SECRET, "msg_late", hours + 40_000, body);
        assertThat(ingress.post("main", again, body).statusCode()).isEqualTo(200);
        assertThat(ingress.post("main", again, body).statusCode()).isEqualTo(200);

        assertThat(late("accepted")).isEqualTo(1);
        assertThat(late("replayed")).isEqualTo(1);
        assertThat(ingress.records(Topics.WEBHOOKS)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON \u00ff\u0000",
                "[]",
                "{\"scope\":\"store/order/updated\"}",
                "{\"producer\":\"stores/main1\",\"scope\":\"store/dragon/born\",\"data\":{\"id\":1}}"
            })
    void keepsWhatItCannotPlaceInDeadLetters(String content) throws Exception {
        byte[] body = content.getBytes(ISO_8859_1);
        var headers = signed(SECRET, body);

        assertThat(ingress.post("main", headers, body).statusCode()).isEqualTo(200);

        assertThat(ingress.records(Topics.WEBHOOKS)).isEmpty();
        var dead = ingress.records(Topics.WEBHOOKS.deadLetters()).getFirst();
        assertThat(dead.value()).isEqualTo(body);
        assertThat(dead.key()).isEqualTo("main1/unknown/" + headers.get("webhook-id"));
        assertThat(text(dead, EventHeaders.REASON_CODE)).isNotBlank();
        assertThat(text(dead, EventHeaders.REASON)).endsWith(".");
        assertThat(text(dead, "webhook-signature")).isEqualTo(headers.get("webhook-signature"));
        assertThat(
                        ingress.count(
                                "storeledger.webhooks",
                                "result",
                                "dead-letter",
                                "scheme",
                                "standard-webhooks",
                                "connection",
                                "main"))
                .isEqualTo(1);
    }

    @Test
    void refusesABodyOfMoreThan64KiBHoweverItComes() throws Exception {
        byte[] most = order("main1", 1);
        byte[] full =
                new String(most, UTF_8).concat(" ".repeat(65_536 - most.length)).getBytes(UTF_8);
        byte[] over = new String(full, UTF_8).concat(" ").getBytes(UTF_8);
        var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(over));
        var chunkedFull = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(full));

        assertThat(ingress.post("main", signed(SECRET, full), full).statusCode()).isEqualTo(200);
        assertThat(ingress.post("main", signed(SECRET, full), chunkedFull).statusCode())
                .isEqualTo(200);
        assertThat(ingress.post("main", signed(SECRET, over), over).statusCode()).isEqualTo(413);
        assertThat(ingress.post("main", signed(SECRET, over), chunked).statusCode()).isEqualTo(413);

        assertThat(refused("main", "too-large")).isEqualTo(2);
        assertThat(ingress.records(Topics.WEBHOOKS))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.value()).isEqualTo(full));
    }

    @Test
    void refusesTenMegabytesWithAnAnswerThatArrives() throws Exception {
        byte[] huge = new byte[10_000_000];

        assertThat(ingress.post("main", signed(SECRET, huge), huge).statusCode()).isEqualTo(413);
        var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge));
        assertThat(ingress.post("main", signed(SECRET, huge), chunked).statusCode()).isEqualTo(413);
        byte[] body = order("main1", 1);
        assertThat(ingress.post("main", signed(SECRET, body), body).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsJsonNestedAHundredThousandDeep() throws Exception {
        byte[] deep = ("[".repeat(100_000) + "]".repeat(100_000)).getBytes(UTF_8);
        String yaml = STANDARD.replace("port: 0", "port: 0, maxBodyBytes: 262144");
        try (var roomy = TestIngress.start(broker.bootstrapServers(), yaml, Clock.systemUTC())) {
            assertThat(roomy.post("main", signed(SECRET, deep), deep).statusCode()).isEqualTo(200);

            var dead = roomy.records(Topics.WEBHOOKS.deadLetters()).getFirst();
            assertThat(dead.value()).isEqualTo(deep);
            assertThat(text(dead, EventHeaders.REASON_CODE)).isEqualTo("no-json");
        }
    }

    @Test
    void saysInASentenceThatAConnectionIsUnknown() throws Exception {
        byte[] body = order("main1", 1);

        var answer = ingress.post("nobody", signed(SECRET, body), body);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("No connection of this name is configured");
        assertThat(refused("none", "unknown-connection")).isEqualTo(1);
        assertThat(ingress.metrics.getMeters())
                .noneMatch(meter -> meter.getId().getTags().toString().contains("nobody"));
        assertThat(ingress.get("/webhooks/main").statusCode()).isEqualTo(405);
        assertThat(ingress.get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void namesThePortThatIsInUse() {
        String yaml = STANDARD.replace("port: 0", "port: " + ingress.app.port());

        assertThatThrownBy(
                        () -> TestIngress.start(broker.bootstrapServers(), yaml, Clock.systemUTC()))
                .isInstanceOf(PortInUseException.class)
                .hasMessageContaining("ingress.port")
                .hasMessageContaining(Integer.toString(ingress.app.port()));
    }

    @Test
    void turnsAwayWhatComesWhileTooMuchIsInFlight() throws Exception {
        String yaml = STANDARD.replace("port: 0", "port: 0, maxInFlight: 2");
        byte[] body = order("main1", 1);
        try (var narrow = TestIngress.start(broker.bootstrapServers(), yaml, Clock.systemUTC());
                var first = slow(narrow, body);
                var second = slow(narrow, body)) {
            await().until(() -> narrow.inFlight() == 2);

            var third = narrow.post("main", signed(SECRET, body), body);

            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
            assertThat(
                            narrow.count(
                                    "storeledger.webhooks.refused",
                                    "connection",
                                    "main",
                                    "reason",
                                    "busy"))
                    .isOne();
            assertThat(first.finish()).contains("200");
            assertThat(second.finish()).contains("200");
            await().until(() -> narrow.inFlight() == 0);
            assertThat(narrow.post("main", signed(SECRET, body), body).statusCode()).isEqualTo(200);
            assertThat(narrow.records(Topics.WEBHOOKS)).hasSize(3);
        }
    }

    @Test
    void answersWhatIsInFlightWhenItStops() throws Exception {
        byte[] body = order("main1", 1);
        try (var slow = slow(ingress, body)) {
            await().until(() -> ingress.inFlight() == 1);
            var stopping = Thread.ofVirtual().start(() -> ingress.app.close());
            await().until(() -> isTurnedAway(body));

            assertThat(slow.finish()).contains("200");

            stopping.join();
            assertThat(onlyEvent().value()).isEqualTo(body);
        }
    }

    @Test
    void losesNothingThatItAnsweredWhileItStops() throws Exception {
        Set<String> answered = new HashSet<>();
        var stopping = Thread.ofVirtual().unstarted(() -> ingress.app.close());
        for (int id = 0; id < 500; id++) {
            byte[] body = order("main1", id);
            if (id == 100) {
                stopping.start();
            }
            try {
                if (ingress.post("main", signed(SECRET, body), body).statusCode() == 200) {
                    answered.add("main1/order/" + id);
                }
            } catch (IOException e) {
                break;
            }
        }
        stopping.join();

        assertThat(answered).hasSizeGreaterThanOrEqualTo(100);
        assertThat(ingress.records(Topics.WEBHOOKS))
                .extracting(ConsumerRecord::key)
                .containsAll(answered);
    }

    @Test
    void survivesACallerThatHangsUp() throws Exception {
        byte[] body = order("main1", 1);
        slow(ingress, body).close();

        await().until(() -> refused("main", "aborted") == 1);
        assertThat(ingress.inFlight()).isZero();
        assertThat(ingress.post("main", signed(SECRET, body), body).statusCode()).isEqualTo(200);
    }

    private boolean isTurnedAway(byte[] body) throws InterruptedException {
        try {
            return ingress.post("main", signed(SECRET, body), body).statusCode() == 503;
        } catch (IOException e) {
            return true;
        }
    }

    private static RawRequest slow(TestIngress ingress, byte[] body) throws IOException {
        return new RawRequest(ingress.app.port(), "main", signed(SECRET, body), body);
    }

    private ConsumerRecord<String, byte[]> onlyEvent() {
        var events = ingress.records(Topics.WEBHOOKS);
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private double refused(String connection, String reason) {
        return ingress.count(
                "storeledger.webhooks.refused", "connection", connection, "reason", reason);
    }

    private double late(String result) {
        return ingress.count("storeledger.webhooks.late", "connection", "main", "result", result);
    }

    private static String text(ConsumerRecord<String, byte[]> record, String header) {
        return EventHeaders.text(record.headers(), header).orElse("(none)");
    }
}
