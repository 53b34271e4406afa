package io.storeledger.console.timeline;

import io.storeledger.common.json.Json;
import io.storeledger.console.timeline.KeepSteps.Slot;
import io.storeledger.console.timeline.step.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/// What this instance holds of the views.
final class LocalViews {
    private static final Comparator<KeyedStep> NEWEST =
            Comparator.comparing(KeyedStep::step, StepOrder.BY_TIME.reversed());

    private final KafkaStreams streams;

    LocalViews(KafkaStreams streams) {
        this.streams = streams;
    }

    /// The newest steps of a record.
    ///
    /// @param partition of the view, that the record's key belongs to
    Kept timeline(int partition, String key, int limit) {
        List<byte[]> newest = newest(TimelineTopology.TIMELINES, partition, key, limit + 1);
        boolean more = newest.size() > limit;
        List<Step> steps = new ArrayList<>();
        for (byte[] value : more ? newest.subList(0, limit) : newest) {
            steps.add(Json.read(value, Step.class));
        }
        return new Kept(StepOrder.of(steps), more);
    }

    /// The newest records that a term leads to.
    List<Hit> hits(int partition, String term, int limit) {
        return newest(TimelineTopology.TERMS, partition, term, limit).stream()
                .map(value -> Json.read(value, Hit.class))
                .toList();
    }

    /// What happened last to any record that this instance holds, newest first.
    List<KeyedStep> recent(int limit) {
        ReadOnlyKeyValueStore<Integer, byte[]> slots =
                open(
                        StoreQueryParameters.fromNameAndType(
                                TimelineTopology.RECENT, QueryableStoreTypes.keyValueStore()));
        List<KeyedStep> steps = new ArrayList<>();
        try (KeyValueIterator<Integer, byte[]> all = slots.all()) {
            all.forEachRemaining(slot -> steps.add(Json.read(slot.value, Slot.class).keyed()));
        } catch (InvalidStateStoreException e) {
            throw moved(e);
        }
        return newest(steps, limit);
    }

    static List<KeyedStep> newest(List<KeyedStep> steps, int limit) {
        return steps.stream().sorted(NEWEST).limit(limit).toList();
    }

    private List<byte[]> newest(String store, int partition, String name, int limit) {
        ReadOnlyKeyValueStore<byte[], byte[]> view =
                open(
                        StoreQueryParameters.fromNameAndType(
                                        store, QueryableStoreTypes.<byte[], byte[]>keyValueStore())
                                .withPartition(partition));
        List<byte[]> newest = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> backwards =
                view.reverseRange(StepKey.first(name), StepKey.last(name))) {
            while (newest.size() < limit && backwards.hasNext()) {
                newest.add(backwards.next().value);
            }
        } catch (InvalidStateStoreException e) {
            throw moved(e);
        }
        return newest;
    }

    private <T> T open(StoreQueryParameters<T> parameters) {
        try {
            return streams.store(parameters);
        } catch (InvalidStateStoreException e) {
            throw moved(e);
        }
    }

    private static Away moved(InvalidStateStoreException e) {
        return new Away("The view is being moved or restored; ask again in a few seconds.", e);
    }
}
