package io.storeledger.catalog.reading;

import io.storeledger.common.event.CatalogReading;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says which stores this instance is to read for: the instances are a consumer group on
/// `netsuite.readings`, and whoever owns the partition of a store's readings reads. It also tells
/// the last reading, whoever made it.
public final class ReadingLease implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReadingLease.class);
    private static final String NAME = "catalog.readings";
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration AFTER_A_BROKEN_LOOP = Duration.ofSeconds(5);

    private final KafkaClients kafka;
    private final String topic;
    private final Thread thread;
    private final Map<String, CatalogReading> last = new ConcurrentHashMap<>();
    private final Set<Integer> ours = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile int partitions = 1;
    private volatile Optional<KafkaConsumer<String, byte[]>> current = Optional.empty();

    /// Joins the group.
    public ReadingLease(KafkaClients kafka) {
        this.kafka = kafka;
        this.topic = kafka.config().nameOf(Topics.READINGS);
        this.thread = Thread.ofPlatform().name(NAME).start(this::run);
    }

    /// Whether this instance is to read for the store, and knows the last reading.
    public boolean isOurs(String store) {
        byte[] key = RecordKey.reading(store).toString().getBytes(StandardCharsets.UTF_8);
        return ours.contains(Utils.toPositive(Utils.murmur2(key)) % partitions);
    }

    /// The last reading for the store; to be trusted while [#isOurs].
    public Optional<CatalogReading> last(String store) {
        return Optional.ofNullable(last.get(RecordKey.reading(store).toString()));
    }

    /// Notes a reading that this instance made.
    public void made(CatalogReading reading) {
        last.put(reading.key().toString(), reading);
    }

    @Override
    public void close() {
        closing.countDown();
        current.ifPresent(KafkaConsumer::wakeup);
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (KafkaConsumer<String, byte[]> consumer = kafka.consumer(NAME, NAME)) {
                current = Optional.of(consumer);
                poll(consumer);
            } catch (WakeupException e) {
                // asked to close
            } catch (KafkaException e) {
                LOGGER.atError()
                        .addKeyValue("consumer", NAME)
                        .setCause(e)
                        .log("the lease on readings broke and is asked for again");
                awaitClosing(AFTER_A_BROKEN_LOOP);
            } finally {
                ours.clear();
            }
        }
    }

    private void poll(KafkaConsumer<String, byte[]> consumer) {
        Map<TopicPartition, Long> behind = new HashMap<>();
        consumer.subscribe(List.of(topic), new Moves(consumer, behind));
        while (closing.getCount() > 0) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                CatalogReading reading = Json.read(record.value(), CatalogReading.class);
                last.merge(
                        record.key(),
                        reading,
                        (a, b) -> b.startedAt().isBefore(a.startedAt()) ? a : b);
            }
            behind.entrySet()
                    .removeIf(entry -> {
                        boolean reached = consumer.position(entry.getKey()) >= entry.getValue();
                        if (reached) {
                            ours.add(entry.getKey().partition());
                        }
                        return reached;
                    });
        }
    }

    private void awaitClosing(Duration atMost) {
        try {
            var _ = closing.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Reads what others noted before it takes over; lets go at once.
    private final class Moves implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, byte[]> consumer;
        private final Map<TopicPartition, Long> behind;

        Moves(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> behind) {
            this.consumer = consumer;
            this.behind = behind;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            partitions = consumer.partitionsFor(topic).size();
            consumer.seekToBeginning(assigned);
            behind.putAll(consumer.endOffsets(assigned));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            revoked.forEach(partition -> {
                behind.remove(partition);
                ours.remove(partition.partition());
            });
        }
    }
}
