package io.storeledger.ingress.hooks;

import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// When the store was heard last, read from the end of the log.
final class WebhookHistory {
    /// Of each partition; the newest may be another store's, or a sweep's.
    private static final long TAIL = 200;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaClients kafka;
    private final String topic;

    WebhookHistory(KafkaClients kafka) {
        this.kafka = kafka;
        this.topic = kafka.config().nameOf(Topics.WEBHOOKS);
    }

    /// When the last webhook before a time was written; empty if there is none near the end.
    ///
    /// @param source what the store's webhooks have as `ce_source`
    Optional<Instant> lastBefore(Instant before, String store, String source) {
        try (KafkaConsumer<String, byte[]> consumer = kafka.reader("history", (int) TAIL, POLL)) {
            Map<TopicPartition, Long> ends = assign(consumer);
            Optional<Instant> last = Optional.empty();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline && !isAtEnd(consumer, ends)) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    Instant at = Instant.ofEpochMilli(record.timestamp());
                    boolean counts =
                            at.isBefore(before)
                                    && RecordKey.isOf(store, record.key())
                                    && EventHeaders.text(record.headers(), EventHeaders.CE_SOURCE)
                                            .filter(source::equals)
                                            .isPresent();
                    if (counts && last.filter(at::isBefore).isEmpty()) {
                        last = Optional.of(at);
                    }
                }
            }
            return last;
        }
    }

    private Map<TopicPartition, Long> assign(KafkaConsumer<String, byte[]> consumer) {
        var partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        ends.forEach((partition, end) ->
                consumer.seek(partition, Math.max(begins.getOrDefault(partition, 0L), end - TAIL)));
        return ends;
    }

    private static boolean isAtEnd(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
