package io.storeledger.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LetterMetricsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final KafkaConfig config =
            new KafkaConfig(Optional.of("none:1"), Map.of(), "x.", "", 1, 1, Optional.empty());
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void showsHowManyAreOpenHowOldAndWhy() {
        var letters = new OpenLetters(config);
        letters.add(letter("abc/order/1", 0, "tax-differs", NOW.minusSeconds(60)));
        letters.add(letter("abc/order/2", 1, "tax-differs", NOW.minusSeconds(90)));
        letters.add(letter("gone/order/3", 2, "refused", NOW));

        try (var _ =
                new LetterMetrics(
                        letters,
                        Map.of("abc", "main", "def", "second"),
                        config,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        metrics)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> open("main") == 2);

            assertThat(oldest("main")).isEqualTo(90);
            assertThat(open("second")).isZero();
            assertThat(oldest("second")).isZero();
            assertThat(open("other")).isEqualTo(1);
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            !metrics.find("storeledger.dead.letters.reasons").meters().isEmpty());
            assertThat(
                            metrics.get("storeledger.dead.letters.reasons")
                                    .tags(
                                            "connection",
                                            "main",
                                            "topic",
                                            "bigcommerce.orders",
                                            "reason",
                                            "tax-differs")
                                    .gauge()
                                    .value())
                    .isEqualTo(2);
        }
    }

    private double open(String connection) {
        return metrics.get("storeledger.dead.letters.open")
                .tag("connection", connection)
                .gauge()
                .value();
    }

    private double oldest(String connection) {
        return metrics.get("storeledger.dead.letters.oldest")
                .tag("connection", connection)
                .gauge()
                .value();
    }

    private ConsumerRecord<String, byte[]> letter(
            String key, long offset, String reason, Instant at) {
        var headers = new RecordHeaders();
        EventHeaders.add(headers, EventHeaders.REASON_CODE, reason);
        EventHeaders.add(headers, EventHeaders.REASON, "It is refused.");
        return new ConsumerRecord<>(
                config.nameOf(Topics.ORDERS.deadLetters()),
                0,
                offset,
                at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                headers,
                Optional.empty());
    }
}
