package io.storeledger.common.consume;

import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaUnavailableException;
import io.storeledger.common.kafka.Refusal;
import io.storeledger.common.topic.Topic;
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
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says which keys this instance is to work for: the instances are a consumer group on a topic, and
/// whoever owns the partition that a key falls in has it. Nobody has a key for a moment when it
/// moves, and never two.
///
/// Whoever gets a partition first hears what the instances before it have written there.
public final class Lease implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Lease.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration AFTER_A_BROKEN_LOOP = Duration.ofSeconds(5);

    private final KafkaClients kafka;
    private final String topic;
    private final String name;
    private final Consumer<ConsumerRecord<String, byte[]>> told;
    private final Thread thread;
    private final Set<Integer> ours = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile int partitions = 1;
    private volatile Optional<String> refused = Optional.empty();
    private volatile Optional<KafkaConsumer<String, byte[]>> current = Optional.empty();

    /// Joins the group.
    ///
    /// @param name of the group, such as `catalog.readings`
    /// @param told each record of the partitions that this instance has, from the first one on
    public Lease(
            KafkaClients kafka,
            Topic<?> topic,
            String name,
            Consumer<ConsumerRecord<String, byte[]>> told) {
        this.kafka = kafka;
        this.topic = kafka.config().nameOf(topic);
        this.name = name;
        this.told = told;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /// Whether this instance is to work for the key, and was told all that was written before.
    public boolean isOurs(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return ours.contains(Utils.toPositive(Utils.murmur2(bytes)) % partitions);
    }

    /// Why it is asked for no more, in a sentence; empty as long as it goes on by itself.
    public Optional<String> broken() {
        return closing.getCount() > 0 && !thread.isAlive()
                ? Optional.of("The lease " + name + " has ended; it needs a new process.")
                : Optional.empty();
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
            try (KafkaConsumer<String, byte[]> consumer = kafka.consumer(name, name)) {
                current = Optional.of(consumer);
                poll(consumer);
            } catch (WakeupException e) {
                // asked to close
            } catch (KafkaException | KafkaUnavailableException e) {
                say(e);
                awaitClosing(AFTER_A_BROKEN_LOOP);
            } finally {
                ours.clear();
            }
        }
    }

    /// A refusal only when it is a new one, since it may last.
    private void say(RuntimeException e) {
        Optional<String> refusal = Refusal.of(e, kafka.service());
        if (refusal.isEmpty()) {
            LOGGER.atError()
                    .addKeyValue("consumer", name)
                    .setCause(e)
                    .log("a lease broke and is asked for again");
        } else if (!refusal.equals(refused)) {
            LOGGER.atError()
                    .addKeyValue("consumer", name)
                    .addKeyValue("detail", refusal.get())
                    .log("Kafka refuses a lease what it needs; it is asked for again");
        }
        refused = refusal;
    }

    /// What Kafka refuses it, in a sentence; empty if nothing.
    public Optional<String> refusal() {
        return ours.isEmpty() ? refused : Optional.empty();
    }

    private void poll(KafkaConsumer<String, byte[]> consumer) {
        Map<TopicPartition, Long> behind = new HashMap<>();
        consumer.subscribe(List.of(topic), new Moves(consumer, behind));
        while (closing.getCount() > 0) {
            consumer.poll(POLL).forEach(told);
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
