package io.storeledger.console.timeline;

import io.storeledger.common.json.Json;
import io.storeledger.console.timeline.step.Step;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// Keeps each step in its record's timeline, and the newest of all records in a ring of slots.
final class KeepSteps extends ContextualProcessor<String, byte[], Void, Void> {
    static final int SLOTS = 200;

    private long next;

    /// What a slot holds.
    ///
    /// @param number of the step, counted in its partition
    record Slot(long number, KeyedStep keyed) {}

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
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
        KeyValueStore<byte[], byte[]> timelines =
                context().getStateStore(TimelineTopology.TIMELINES);
        timelines.put(StepKey.of(record.key(), step.at(), step.place()), record.value());
        recent().put(
                        (int) (next % SLOTS),
                        Json.bytes(new Slot(next, new KeyedStep(record.key(), step))));
        next++;
    }

    private KeyValueStore<Integer, byte[]> recent() {
        return context().getStateStore(TimelineTopology.RECENT);
    }
}
