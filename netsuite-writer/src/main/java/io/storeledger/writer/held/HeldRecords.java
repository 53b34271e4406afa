package io.storeledger.writer.held;

import static java.util.Objects.requireNonNull;

import io.storeledger.common.consume.AssignmentGate;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.service.Opened;
import io.storeledger.common.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.jspecify.annotations.Nullable;

/// What NetSuite holds of each record, as far as any instance wrote it.
///
/// The view lags behind the topic by moments. Two things make up for that: what this instance wrote
/// itself is remembered until the view has it, and newly assigned partitions of orders wait
/// ([AssignmentGate]) until the view has all that an earlier owner wrote.
public final class HeldRecords implements AssignmentGate, AutoCloseable {
    private final KafkaClients kafka;
    private final String topic;
    private final Admin admin;
    private final List<TopicPartition> partitions;
    private final HeldView view;
    private final Opened parts;
    private final Map<Integer, Long> applied = new ConcurrentHashMap<>();
    private final Map<String, Written> recent = new ConcurrentHashMap<>();

    private record Written(HeldRecord record, int partition, long offset) {}

    /// Starts building the view.
    ///
    /// @param dataFolder where it is kept between runs; one instance at a time can use it
    public HeldRecords(KafkaClients kafka, Path dataFolder) {
        this.kafka = kafka;
        this.topic = kafka.config().nameOf(Topics.RECORDS);
        try (var opened = new Opened()) {
            this.admin = kafka.admin("held");
            opened.closeBy(admin::close);
            this.partitions = partitions();
            this.view = new HeldView(kafka, topic, () -> streams(dataFolder));
            opened.closeBy(view::close);
            parts = opened.keep();
        }
    }

    /// What NetSuite holds under an external id; empty if nobody wrote it yet.
    public Optional<HeldRecord> find(String externalId) {
        Written own = recent.get(externalId);
        if (own != null) {
            return Optional.of(own.record());
        }
        byte @Nullable [] value = view.get(externalId);
        return value == null ? Optional.empty() : Optional.of(Json.read(value, HeldRecord.class));
    }

    /// Remembers what this instance has just written to the topic, until the view has it.
    public void remember(HeldRecord record, RecordMetadata at) {
        var written = new Written(record, at.partition(), at.offset());
        recent.put(record.externalId(), written);
        if (has(at.partition(), at.offset())) {
            recent.remove(record.externalId(), written);
        }
    }

    /// What is being waited for, in a sentence; empty once the view is complete.
    public Optional<String> waitingFor() {
        return view.waitingFor();
    }

    /// What is broken so that only a new process mends it, in a sentence; empty if nothing is.
    public Optional<String> broken() {
        return view.broken();
    }

    @Override
    public BooleanSupplier afterAssignment() {
        return new UpToEnd();
    }

    @Override
    public void close() {
        parts.close();
    }

    private void applied(String key, int partition, long offset) {
        applied.merge(partition, offset + 1, Math::max);
        recent.computeIfPresent(
                key,
                (externalId, written) ->
                        written.partition() == partition && written.offset() <= offset
                                ? null
                                : written);
    }

    private boolean has(int partition, long offset) {
        return applied.getOrDefault(partition, 0L) > offset;
    }

    private KafkaStreams streams(Path dataFolder) {
        var streams =
                new KafkaStreams(
                        HeldRecordsTopology.build(topic, this::applied), properties(dataFolder));
        streams.setGlobalStateRestoreListener(new Restored());
        return streams;
    }

    private Properties properties(Path dataFolder) {
        var all = new Properties();
        all.putAll(kafka.streams("held", kafka.config().groupPrefix() + "writer-held", dataFolder));
        return all;
    }

    private List<TopicPartition> partitions() {
        try {
            return requireNonNull(
                            admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic))
                    .partitions()
                    .stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
        } catch (ExecutionException e) {
            throw new KafkaException("the topic " + topic + " can't be described", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    /// True once the view has everything that was in the topic when this was made.
    private final class UpToEnd implements BooleanSupplier {
        private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> ends = ask();

        private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> ask() {
            return admin.listOffsets(
                            partitions.stream()
                                    .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                    .all();
        }

        @Override
        public boolean getAsBoolean() {
            if (!ends.isDone() || !view.isRunning()) {
                return false;
            }
            try {
                return ends.get().entrySet().stream()
                        .allMatch(
                                end -> has(end.getKey().partition(), end.getValue().offset() - 1));
            } catch (ExecutionException e) {
                ends = ask();
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /// Takes note of what was read from disk and topic at the start.
    private final class Restored implements StateRestoreListener {
        @Override
        public void onRestoreStart(
                TopicPartition partition, String store, long startingOffset, long endingOffset) {
            applied.merge(partition.partition(), startingOffset, Math::max);
        }

        @Override
        public void onBatchRestored(
                TopicPartition partition, String store, long batchEndOffset, long count) {
            applied.merge(partition.partition(), batchEndOffset + 1, Math::max);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long totalRestored) {
            // the batches said how far
        }
    }
}
