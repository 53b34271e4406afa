package io.storeledger.cli.demo;

import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/// Reads a topic from its beginning, as anybody can who has the topics.
final class TopicWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private final Consumer<byte[]> taken;
    private volatile boolean closing;

    /// @param taken is given the value of each record, on a thread of its own
    TopicWatch(KafkaClients kafka, Topic<?> topic, Consumer<byte[]> taken) {
        this.taken = taken;
        consumer = kafka.consumer("demo-" + topic.name(), "demo");
        String name = kafka.config().nameOf(topic);
        List<TopicPartition> partitions =
                consumer.partitionsFor(name).stream()
                        .map(partition -> new TopicPartition(name, partition.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread = Thread.ofPlatform().name("watch-" + name).daemon().start(this::run);
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
                consumer.poll(POLL).forEach(record -> taken.accept(record.value()));
            }
        } catch (WakeupException e) {
            // asked to close
        }
    }
}
