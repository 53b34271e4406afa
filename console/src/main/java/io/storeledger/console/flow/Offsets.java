package io.storeledger.console.flow;

import io.storeledger.common.kafka.KafkaClients;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// Where the topics end, and how far the groups are.
final class Offsets implements AutoCloseable {
    private static final int ANSWER_MILLIS = 3000;

    private final Admin admin;
    private final String prefix;

    Offsets(KafkaClients kafka) {
        this.admin = kafka.admin("flow-offsets");
        this.prefix = kafka.config().groupPrefix();
    }

    /// The offset that the next record of each partition gets.
    Map<TopicPartition, Long> ends(Collection<String> topics) {
        List<TopicPartition> partitions =
                get(
                                admin.describeTopics(
                                                topics,
                                                new DescribeTopicsOptions()
                                                        .timeoutMs(ANSWER_MILLIS))
                                        .allTopicNames())
                        .values()
                        .stream()
                        .flatMap(topic ->
                                topic.partitions().stream()
                                        .map(p -> new TopicPartition(topic.name(), p.partition())))
                        .toList();
        Map<TopicPartition, OffsetSpec> asked = new LinkedHashMap<>();
        partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new LinkedHashMap<>();
        get(admin.listOffsets(asked, new ListOffsetsOptions().timeoutMs(ANSWER_MILLIS)).all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /// What the groups have committed, by their names without the configured prefix.
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed() {
        Map<String, ListConsumerGroupOffsetsSpec> asked = new LinkedHashMap<>();
        for (GroupListing group :
                get(admin.listGroups(new ListGroupsOptions().timeoutMs(ANSWER_MILLIS)).valid())) {
            for (Stage stage : Stage.ALL) {
                if (group.groupId().startsWith(prefix + stage.groups())) {
                    asked.put(group.groupId(), new ListConsumerGroupOffsetsSpec());
                }
            }
        }
        Map<String, Map<TopicPartition, OffsetAndMetadata>> all = new LinkedHashMap<>();
        if (!asked.isEmpty()) {
            get(admin.listConsumerGroupOffsets(
                                    asked,
                                    new ListConsumerGroupOffsetsOptions().timeoutMs(ANSWER_MILLIS))
                            .all())
                    .forEach(
                            (group, offsets) -> all.put(group.substring(prefix.length()), offsets));
        }
        return all;
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new NoAnswerException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException(e);
        }
    }
}
