package io.storeledger.console.timeline;

import io.storeledger.common.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.jspecify.annotations.Nullable;

/// How far the views are behind the log: what the group of all instances has not yet committed, in
/// the log and between the views and it; and what this instance has still to restore.
///
/// A record that was read is not committed before what it became lies in the next topic: while one
/// is on its way, the sum is never 0.
final class Backlog implements StateRestoreListener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long FRESH_NANOS = Duration.ofMillis(200).toNanos();

    private final Admin admin;
    private final String group;
    private final List<String> sources;
    private final List<String> hops;
    private final Map<TopicPartition, Long> restoring = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private long known;
    private long askedAt;
    private boolean asked;
    private @Nullable Away away;

    Backlog(KafkaClients kafka, String group, List<String> sources) {
        this.admin = kafka.admin("behind");
        this.group = group;
        this.sources = sources;
        this.hops = List.of(group + "-steps-repartition", group + "-terms-repartition");
    }

    /// How many records; of a moment ago if it is asked for more often.
    ///
    /// @throws Away if Kafka does not say
    long records() {
        lock.lock();
        try {
            if (!asked || System.nanoTime() - askedAt > FRESH_NANOS) {
                try {
                    away = null;
                    known = count();
                } catch (Away e) {
                    // who waited meanwhile need not wait as long once more
                    away = e;
                }
                askedAt = System.nanoTime();
                asked = true;
            }
            if (away != null) {
                throw away;
            }
            return known + restoring.values().stream().mapToLong(Long::longValue).sum();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onRestoreStart(
            TopicPartition partition, String store, long startingOffset, long endingOffset) {
        restoring.put(partition, Math.max(0, endingOffset - startingOffset));
    }

    @Override
    public void onBatchRestored(
            TopicPartition partition, String store, long batchEndOffset, long count) {
        restoring.computeIfPresent(partition, (key, left) -> Math.max(0, left - count));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long totalRestored) {
        restoring.remove(partition);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long totalRestored) {
        restoring.remove(partition);
    }

    @Override
    public void close() {
        admin.close();
    }

    private long count() {
        try {
            List<TopicPartition> all = partitions();
            // the positions before the ends: what moves meanwhile is counted, not missed
            Map<TopicPartition, OffsetAndMetadata> committed =
                    get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            Map<TopicPartition, Long> begins = offsets(all, OffsetSpec.earliest());
            Map<TopicPartition, Long> ends = offsets(all, OffsetSpec.latest());
            long behind = 0;
            for (TopicPartition partition : all) {
                long begin = begins.getOrDefault(partition, 0L);
                OffsetAndMetadata at = committed.get(partition);
                long position = at == null ? begin : Math.max(begin, at.offset());
                behind += Math.max(0, ends.getOrDefault(partition, 0L) - position);
            }
            return behind;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new Away(
                    "Kafka does not say how far the view is behind; ask again when it is back.", e);
        }
    }

    private List<TopicPartition> partitions() throws ExecutionException, TimeoutException {
        List<TopicPartition> all = new ArrayList<>();
        for (TopicDescription topic : get(admin.describeTopics(sources).allTopicNames()).values()) {
            topic.partitions()
                    .forEach(one -> all.add(new TopicPartition(topic.name(), one.partition())));
        }
        for (KafkaFuture<TopicDescription> hop :
                admin.describeTopics(hops).topicNameValues().values()) {
            try {
                TopicDescription topic = get(hop);
                topic.partitions()
                        .forEach(one -> all.add(new TopicPartition(topic.name(), one.partition())));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                // nothing was ever read, then
            }
        }
        return all;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
                .forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException, TimeoutException {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
