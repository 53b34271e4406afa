package io.storeledger.writer.customer;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Lets one at a time work on a customer, whatever names it is known by: its orders and its own
/// record run side by side, and only one of them may create it.
public final class NameLocks {
    private static final int STRIPES = 64;

    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

    <T> T holding(Collection<String> names, Supplier<T> work) {
        // always in the same order, or two could wait for each other
        List<ReentrantLock> needed =
                names.stream()
                        .map(name -> Math.floorMod(name.hashCode(), STRIPES))
                        .distinct()
                        .sorted()
                        .map(locks::get)
                        .toList();
        needed.forEach(ReentrantLock::lock);
        try {
            return work.get();
        } finally {
            needed.reversed().forEach(ReentrantLock::unlock);
        }
    }
}
