package io.storeledger.console.timeline;

import io.storeledger.common.json.Json;
import io.storeledger.console.timeline.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// Keeps each step in its record's timeline, as long as the log keeps its record, and the newest of
/// all records in a ring of slots.
final class KeepSteps extends ContextualProcessor<String, byte[], Void, Void> {
    static final int SLOTS = 200;

    /// Between two looks at whether something is too old.
    static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

    private final Optional<Duration> retention;
    private final Sweep sweep = new Sweep();
    private long next;

    /// @param retention how long what the log says is kept; empty for ever
    KeepSteps(Optional<Duration> retention) {
        this.retention = retention;
    }

    /// What a slot holds.
    ///
    /// @param number of the step, counted in its partition
    record Slot(long number, KeyedStep keyed) {}

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        retention.ifPresent(kept ->
                context.schedule(
                        BETWEEN_SWEEPS,
                        PunctuationType.WALL_CLOCK_TIME,
                        now -> {
                            Instant oldest = Instant.ofEpochMilli(now).minus(kept);
                            sweep.step(timelines(), key -> StepKey.time(key).isBefore(oldest));
                        }));
        try (KeyValueIterator<Integer, byte[]> all = recent().all()) {
            while (all.hasNext()) {
                KeyValue<Integer, byte[]> slot = all.next();
                next = Math.max(next, Json.read(slot.value, Slot.class).number() + 1);
            }
        }
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Step step = Json.read(record.value(), Step.class);
        timelines().put(StepKey.of(record.key(), step.at(), step.place()), record.value());
        recent().put(
                        (int) (next % SLOTS),
                        Json.bytes(new Slot(next, new KeyedStep(record.key(), step))));
        next++;
    }

    private KeyValueStore<byte[], byte[]> timelines() {
        return context().getStateStore(TimelineTopology.TIMELINES);
    }

    private KeyValueStore<Integer, byte[]> recent() {
        return context().getStateStore(TimelineTopology.RECENT);
    }
}
