package io.storeledger.console.deadletter;

import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.Refusal;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the [OpenLetters] of a console up to date: reads the letters and the acts from their
/// beginning, and then follows them. Each console has its own; the log is all its state.
public final class LetterTail implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LetterTail.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final long AFTER_A_FAULT_MILLIS = 1000;
    private static final int AT_ONCE = 2000;
    private static final Duration STOP = Duration.ofSeconds(10);

    private final KafkaClients kafka;
    private final OpenLetters letters;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile long behind = Long.MAX_VALUE;
    private volatile boolean complete;
    private Optional<String> refused = Optional.empty();

    /// Begins to read.
    public LetterTail(KafkaClients kafka) {
        this.kafka = kafka;
        this.letters = new OpenLetters(kafka.config());
        this.thread = Thread.ofPlatform().name("console-dead-letters").start(this::run);
    }

    /// The letters, as far as they are read.
    public OpenLetters letters() {
        return letters;
    }

    /// How many records are still to be read; empty while nobody knows.
    public OptionalLong behind() {
        long now = behind;
        return now == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(now);
    }

    /// Whether all was read that was there when it began.
    public boolean isComplete() {
        return complete;
    }

    /// Why it reads no more and never will, in a sentence; empty as long as it goes on by itself.
    public Optional<String> broken() {
        return closing.getCount() > 0 && thread.getState() == Thread.State.TERMINATED
                ? Optional.of("The dead letters are followed no more; it needs a new process.")
                : Optional.empty();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            var _ = thread.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (KafkaConsumer<String, byte[]> consumer =
                    kafka.reader("dead-letters", AT_ONCE, WAIT)) {
                follow(consumer);
            } catch (InterruptException | WakeupException e) {
                return;
            } catch (KafkaException e) {
                Optional<String> refusal = Refusal.of(e, kafka.service());
                if (refusal.isEmpty()) {
                    LOGGER.atWarn()
                            .setCause(e)
                            .log("the dead letters are read again from where it was");
                } else if (!refusal.equals(refused)) {
                    LOGGER.atError()
                            .addKeyValue("detail", refusal.get())
                            .log("Kafka refuses the dead letters; they are asked for again");
                }
                refused = refusal;
                awaitClosing();
            }
        }
    }

    private void follow(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        partitions.forEach(
                partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (closing.getCount() > 0) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(LOOK)) {
                letters.add(record);
            }
            long left = 0;
            boolean all = true;
            for (TopicPartition partition : partitions) {
                long position = consumer.position(partition);
                positions.put(partition, position);
                all &= position >= ends.getOrDefault(partition, 0L);
                left +=
                        consumer.currentLag(partition)
                                .orElse(Math.max(0, ends.getOrDefault(partition, 0L) - position));
            }
            behind = left;
            complete |= all;
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        KafkaConfig config = kafka.config();
        List<Topic<?>> topics = new ArrayList<>(LetterTopics.ALL);
        topics.add(Topics.ACTS);
        return topics.stream()
                .map(config::nameOf)
                .flatMap(name ->
                        consumer.partitionsFor(name).stream()
                                .map(info -> new TopicPartition(name, info.partition())))
                .toList();
    }

    private void awaitClosing() {
        try {
            var _ = closing.await(AFTER_A_FAULT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
