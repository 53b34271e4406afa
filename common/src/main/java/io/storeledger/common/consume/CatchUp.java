package io.storeledger.common.consume;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.kafka.common.TopicPartition;

/// Holds the records of newly assigned partitions back until these are read up to their end then.
///
/// An owner that was killed may have handed several records of a key over together; the last of
/// them may be done although none is committed. Handled one by one now, the first would come after
/// it: old news. Together, the newest counts again. Used on the poll thread only.
final class CatchUp {
    private final Map<TopicPartition, Held> held = new HashMap<>();

    private record Held(long end, List<Taken> records) {}

    /// A partition was assigned.
    void begin(TopicPartition partition, long end) {
        held.put(partition, new Held(end, new ArrayList<>()));
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    Set<TopicPartition> partitions() {
        return Set.copyOf(held.keySet());
    }

    boolean holds(TopicPartition partition) {
        return held.containsKey(partition);
    }

    /// Where a partition's records go now: to what is held back, or else to these.
    List<Taken> placeFor(TopicPartition partition, List<Taken> free) {
        Held behind = held.get(partition);
        return behind == null ? free : behind.records();
    }

    /// Gives up the records of partitions that have caught up.
    ///
    /// @param hasCaughtUp told the partition and the end it has to reach
    List<Taken> release(BiPredicate<TopicPartition, Long> hasCaughtUp) {
        List<Taken> released = new ArrayList<>();
        held.entrySet()
                .removeIf(entry -> {
                    boolean done = hasCaughtUp.test(entry.getKey(), entry.getValue().end());
                    if (done) {
                        released.addAll(entry.getValue().records());
                    }
                    return done;
                });
        return released;
    }

    void forget(TopicPartition partition) {
        held.remove(partition);
    }
}
