package io.storeledger.console.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Walks through a store again and again and takes out what is too old: a bounded number of entries
/// at each step, so that nobody waits for it.
final class Sweep {
    private static final int AT_ONCE = 10_000;

    private byte @Nullable [] next;

    /// Looks at some entries more.
    ///
    /// @param isTooOld by its key
    void step(KeyValueStore<byte[], byte[]> store, Predicate<byte[]> isTooOld) {
        List<byte[]> looked = new ArrayList<>();
        byte[] from = next;
        next = null;
        try (KeyValueIterator<byte[], byte[]> entries =
                from == null ? store.all() : store.range(from, null)) {
            while (entries.hasNext()) {
                KeyValue<byte[], byte[]> entry = entries.next();
                if (looked.size() == AT_ONCE) {
                    next = entry.key;
                    break;
                }
                looked.add(entry.key);
            }
        }
        looked.stream().filter(isTooOld).forEach(store::delete);
    }
}
