package io.storeledger.cli.demo;

import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/// What the topics and groups say of themselves.
final class TopicFigures implements AutoCloseable {
    private final KafkaClients kafka;
    private final Admin admin;

    TopicFigures(KafkaClients kafka) {
        this.kafka = kafka;
        this.admin = kafka.admin("demo-figures");
    }

    /// How many records topics have.
    long records(Collection<Topic<?>> topics) {
        return ends(topics).values().stream().mapToLong(Long::longValue).sum();
    }

    /// Whether a group has settled everything in a topic.
    boolean isSettled(String group, Topic<?> topic) {
        Map<TopicPartition, Long> settled = new HashMap<>();
        get(admin.listConsumerGroupOffsets(kafka.config().groupPrefix() + group)
                        .partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> settled.put(partition, offset.offset()));
        return ends(List.of(topic)).entrySet().stream()
                .allMatch(end -> settled.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    static List<Topic<?>> deadLetters() {
        List<Topic<?>> letters = new ArrayList<>(Topics.ALL);
        letters.removeIf(topic -> !topic.name().endsWith(".dead-letters"));
        return letters;
    }

    @Override
    public void close() {
        admin.close();
    }

    private Map<TopicPartition, Long> ends(Collection<Topic<?>> topics) {
        var names = topics.stream().map(kafka.config()::nameOf).toList();
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        get(admin.describeTopics(names).allTopicNames())
                .forEach((name, topic) ->
                        topic.partitions()
                                .forEach(partition ->
                                        wanted.put(
                                                new TopicPartition(name, partition.partition()),
                                                OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin.listOffsets(wanted).all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
