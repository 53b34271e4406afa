package io.storeledger.common.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The poll thread's part: reads records into lanes, pauses full partitions, commits progress, and
/// hands partitions over in good order. It never waits for a handler but when partitions are taken
/// away.
final class PollLoop implements ConsumerRebalanceListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(PollLoop.class);

    /// Short enough to look whether it is to stop: a wake-up would also hit a commit.
    private static final Duration POLL = Duration.ofMillis(100);

    private static final Duration LOOK = Duration.ofSeconds(1);

    /// For the last commit, and for leaving the group: while Kafka is away a stop does not wait
    /// long.
    private static final Duration GOODBYE = Duration.ofSeconds(4);

    /// How many records more than the buffer an owner can have taken: a poll's, and those settled
    /// since its last commit.
    private static final int READ_AHEAD = 600;

    private final KafkaConsumer<String, byte[]> consumer;
    private final ConsumerSettings settings;
    private final Predicate<String> keys;
    private final AssignmentGate gate;
    private final Lanes lanes;
    private final Map<TopicPartition, PartitionProgress> partitions = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Map<TopicPartition, BooleanSupplier> gated = new HashMap<>();
    private final CatchUp catchUp = new CatchUp();
    private final LagWatch lag;
    private long committedAt = System.nanoTime();
    private long lookedAt = System.nanoTime() - LOOK.toNanos();
    private boolean committing;

    /// Whether the group has assigned what it has for us, be it nothing.
    private boolean assigned;

    private volatile boolean flowing;

    PollLoop(
            KafkaConsumer<String, byte[]> consumer,
            ConsumerSettings settings,
            Predicate<String> keys,
            AssignmentGate gate,
            Lanes lanes,
            LagWatch lag) {
        this.consumer = consumer;
        this.settings = settings;
        this.keys = keys;
        this.gate = gate;
        this.lanes = lanes;
        this.lag = lag;
    }

    void runUntil(BooleanSupplier closing) {
        consumer.subscribe(settings.topics(), this);
        try {
            while (!closing.getAsBoolean()) {
                take(consumer.poll(POLL));
                openGates();
                pauseAndResume();
                commitIfDue();
                lookWhatIsLeft();
            }
        } finally {
            handOver(Set.copyOf(partitions.keySet()));
            lag.show(Map.of());
            consumer.close(CloseOptions.timeout(GOODBYE));
        }
    }

    boolean isFlowing() {
        return flowing;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
        assigned = true;
        if (added.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(added));
        Map<TopicPartition, Long> ends = consumer.endOffsets(added);
        BooleanSupplier open = gate.afterAssignment();
        for (TopicPartition partition : added) {
            OffsetAndMetadata last = committed.get(partition);
            partitions.put(
                    partition,
                    last == null
                            ? new PartitionProgress(0, OpenOffsets.none(0))
                            : new PartitionProgress(
                                    last.offset(),
                                    OpenOffsets.decode(last.offset(), last.metadata())));
            gated.put(partition, open);
            catchUp.begin(partition, ends.getOrDefault(partition, 0L));
        }
        consumer.pause(added);
        openGates();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        handOver(revoked);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        // Somebody else has them already: a commit would only overwrite what the new owner says.
        assigned = false;
        lanes.drain(forget(lost), Duration.ZERO);
    }

    private void take(ConsumerRecords<String, byte[]> records) {
        if (records.isEmpty() && catchUp.isEmpty()) {
            return;
        }
        List<Taken> ours = new ArrayList<>();
        Map<TopicPartition, Long> positions = positionsOfThoseBehind();
        lanes.guarded(() -> {
            for (ConsumerRecord<String, byte[]> record : records) {
                var partition = new TopicPartition(record.topic(), record.partition());
                PartitionProgress progress = partitions.get(partition);
                if (progress == null) {
                    continue;
                }
                if (record.key() == null || !keys.test(record.key())) {
                    progress.pass(record.offset());
                } else if (progress.take(record.offset(), Waiting.of(record))) {
                    catchUp.placeFor(partition, ours).add(new Taken(record, progress));
                }
            }
            ours.addAll(
                    catchUp.release((partition, end) ->
                            isFull(partition) || positions.getOrDefault(partition, -1L) >= end));
            lanes.add(ours);
        });
    }

    /// How far partitions are read that were assigned lately.
    private Map<TopicPartition, Long> positionsOfThoseBehind() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : catchUp.partitions()) {
            if (!gated.containsKey(partition)) {
                try {
                    positions.put(partition, consumer.position(partition, POLL));
                } catch (TimeoutException e) {
                    // not known yet; asked again after the next poll
                }
            }
        }
        return positions;
    }

    private boolean isFull(TopicPartition partition) {
        PartitionProgress progress = partitions.get(partition);
        int room =
                catchUp.holds(partition)
                        ? settings.bufferPerPartition() + READ_AHEAD
                        : settings.bufferPerPartition();
        return progress != null && progress.openCount() >= room;
    }

    private void openGates() {
        if (gated.isEmpty()) {
            flowing = assigned;
            return;
        }
        Set<TopicPartition> open = new HashSet<>();
        gated.forEach((partition, supplier) -> {
            if (supplier.getAsBoolean()) {
                open.add(partition);
            }
        });
        gated.keySet().removeAll(open);
        consumer.resume(open);
        flowing = gated.isEmpty();
    }

    private void pauseAndResume() {
        Set<TopicPartition> full = new HashSet<>();
        Set<TopicPartition> roomy = new HashSet<>();
        lanes.guarded(() ->
                partitions.forEach((partition, progress) -> {
                    int open = progress.openCount();
                    if (isFull(partition)) {
                        full.add(partition);
                    } else if (open <= settings.bufferPerPartition() / 2) {
                        roomy.add(partition);
                    }
                }));
        if (paused.addAll(full)) {
            consumer.pause(full);
        }
        roomy.retainAll(paused);
        if (!roomy.isEmpty()) {
            paused.removeAll(roomy);
            consumer.resume(roomy);
        }
    }

    private void commitIfDue() {
        if (committing || System.nanoTime() - committedAt < settings.commitEvery().toNanos()) {
            return;
        }
        committedAt = System.nanoTime();
        notePositions();
        Map<TopicPartition, OffsetAndMetadata> offsets = changedOffsets(partitions.keySet());
        if (offsets.isEmpty()) {
            return;
        }
        committing = true;
        consumer.commitAsync(
                offsets,
                (done, failure) -> {
                    committing = false;
                    if (failure != null) {
                        lanes.guarded(() -> markChanged(offsets.keySet()));
                        LOGGER.atDebug()
                                .setCause(failure)
                                .log("a commit failed; the next one says it");
                    }
                });
    }

    private void notePositions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : partitions.keySet()) {
            try {
                positions.put(partition, consumer.position(partition, Duration.ZERO));
            } catch (TimeoutException e) {
                // not known yet
            }
        }
        lanes.guarded(() ->
                positions.forEach((partition, position) -> {
                    PartitionProgress progress = partitions.get(partition);
                    if (progress != null) {
                        progress.reached(position);
                    }
                }));
    }

    private void lookWhatIsLeft() {
        if (System.nanoTime() - lookedAt < LOOK.toNanos()) {
            return;
        }
        lookedAt = System.nanoTime();
        Set<TopicPartition> resting = new HashSet<>(paused);
        resting.addAll(gated.keySet());
        Map<TopicPartition, Long> unread = lag.unread(consumer, partitions.keySet(), resting);
        Map<String, Left> left = new HashMap<>();
        lanes.guarded(() ->
                partitions.forEach((partition, progress) ->
                        left.merge(
                                partition.topic(),
                                progress.left(unread.getOrDefault(partition, 0L)),
                                Left::and)));
        lag.show(left);
    }

    /// Starts nothing more in these partitions, lets what runs there end, and commits.
    private void handOver(Collection<TopicPartition> leaving) {
        List<PartitionProgress> progress =
                leaving.stream().map(partitions::get).filter(Objects::nonNull).toList();
        if (!lanes.drain(progress, settings.drainWithin())) {
            LOGGER.atWarn()
                    .addKeyValue("consumer", settings.name())
                    .log(
                            "calls were still under way when partitions were handed over; they are"
                                    + " repeated");
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = changedOffsets(leaving);
        forget(leaving);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, GOODBYE);
        } catch (CommitFailedException | TimeoutException e) {
            LOGGER.atWarn()
                    .addKeyValue("consumer", settings.name())
                    .setCause(e)
                    .log("the last commit failed; finished records are handled again");
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> changedOffsets(Collection<TopicPartition> of) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        lanes.guarded(() -> {
            for (TopicPartition partition : of) {
                PartitionProgress progress = partitions.get(partition);
                if (progress != null && progress.takeChanged()) {
                    offsets.put(partition, progress.toCommit());
                }
            }
        });
        return offsets;
    }

    private void markChanged(Collection<TopicPartition> of) {
        for (TopicPartition partition : of) {
            PartitionProgress progress = partitions.get(partition);
            if (progress != null) {
                progress.markChanged();
            }
        }
    }

    private List<PartitionProgress> forget(Collection<TopicPartition> leaving) {
        List<PartitionProgress> forgotten = new ArrayList<>();
        for (TopicPartition partition : leaving) {
            PartitionProgress progress = partitions.remove(partition);
            if (progress != null) {
                forgotten.add(progress);
            }
            paused.remove(partition);
            gated.remove(partition);
            catchUp.forget(partition);
        }
        flowing = assigned && gated.isEmpty();
        return forgotten;
    }
}
