package io.storeledger.cli.demo;

import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/// Reads what the writer wrote down, as anybody can who has the topics.
final class OutcomeWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private long[] millis = new long[1024];
    private int done;
    private int skipped;
    private int rejected;
    private volatile boolean closing;

    OutcomeWatch(KafkaClients kafka) {
        consumer = kafka.consumer("storeledger-demo", "demo");
        String topic = kafka.config().nameOf(Topics.OUTCOMES);
        var partitions =
                consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread = Thread.ofPlatform().name("outcome-watch").daemon().start(this::run);
    }

    int skipped() {
        return skipped;
    }

    int rejected() {
        return rejected;
    }

    /// The time from a webhook's arrival to NetSuite's answer that this share of the orders met, in
    /// milliseconds; 0 while there are none.
    long percentile(double share) {
        lock.lock();
        try {
            if (done == 0) {
                return 0;
            }
            long[] sorted = Arrays.copyOf(millis, done);
            Arrays.sort(sorted);
            return sorted[(int) Math.min(done - 1, Math.floor(share * done))];
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            while (!closing) {
                consumer.poll(POLL)
                        .forEach(record -> count(Json.read(record.value(), WriteOutcome.class)));
            }
        } catch (WakeupException e) {
            // asked to close
        }
    }

    private void count(WriteOutcome outcome) {
        lock.lock();
        try {
            switch (outcome.result()) {
                case DONE -> {
                    if (outcome.receivedAt() != null) {
                        if (done == millis.length) {
                            millis = Arrays.copyOf(millis, done * 2);
                        }
                        millis[done++] =
                                Duration.between(outcome.receivedAt(), outcome.finishedAt())
                                        .toMillis();
                    }
                }
                case SKIPPED -> skipped++;
                case REJECTED -> rejected++;
            }
        } finally {
            lock.unlock();
        }
    }
}
