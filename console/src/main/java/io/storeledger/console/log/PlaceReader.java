package io.storeledger.console.log;

import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// Reads single records, one after the other and for several threads, with consumers that it keeps.
public final class PlaceReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST = 4;

    private final KafkaClients kafka;
    private final Set<String> topics;
    private final Semaphore free = new Semaphore(MOST, true);
    private final Queue<KafkaConsumer<String, byte[]>> idle = new ConcurrentLinkedQueue<>();

    /// Connects when it is first asked.
    public PlaceReader(KafkaClients kafka) {
        this.kafka = kafka;
        this.topics = Topics.ALL.stream().map(kafka.config()::nameOf).collect(Collectors.toSet());
    }

    /// Whether a topic is one of Storeledger's.
    boolean has(String topic) {
        return topics.contains(topic);
    }

    /// The record that lies there; empty if none does, or not any more.
    ///
    /// @throws KafkaException if Kafka does not answer
    public Optional<ConsumerRecord<String, byte[]>> read(Place place) {
        free.acquireUninterruptibly();
        try {
            KafkaConsumer<String, byte[]> pooled = idle.poll();
            KafkaConsumer<String, byte[]> consumer = pooled == null ? connect() : pooled;
            boolean whole = false;
            try {
                Optional<ConsumerRecord<String, byte[]>> record = read(consumer, place);
                whole = true;
                return record;
            } finally {
                if (whole) {
                    idle.add(consumer);
                } else {
                    consumer.close();
                }
            }
        } finally {
            free.release();
        }
    }

    @Override
    public void close() {
        idle.forEach(KafkaConsumer::close);
    }

    private static Optional<ConsumerRecord<String, byte[]>> read(
            KafkaConsumer<String, byte[]> consumer, Place place) {
        if (place.partition() >= consumer.partitionsFor(place.topic(), PATIENCE).size()) {
            return Optional.empty();
        }
        TopicPartition partition = place.topicPartition();
        List<TopicPartition> only = List.of(partition);
        long begin = consumer.beginningOffsets(only, PATIENCE).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(only, PATIENCE).getOrDefault(partition, 0L);
        if (place.offset() < begin || place.offset() >= end) {
            return Optional.empty();
        }
        consumer.assign(only);
        consumer.seek(partition, place.offset());
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition, PATIENCE) <= place.offset()) {
            for (ConsumerRecord<String, byte[]> record :
                    consumer.poll(Duration.ofMillis(200)).records(partition)) {
                return record.offset() == place.offset() ? Optional.of(record) : Optional.empty();
            }
            if (System.nanoTime() > until) {
                throw new TimeoutException("no answer from " + partition);
            }
        }
        // what lay there was a mark of a transaction
        return Optional.empty();
    }

    private KafkaConsumer<String, byte[]> connect() {
        return kafka.reader("log", 1, LogReader.WAIT);
    }
}
