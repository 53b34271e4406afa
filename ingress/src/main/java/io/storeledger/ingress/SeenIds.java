package io.storeledger.ingress;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// A bounded memory of the ids of stored deliveries: two sets that take turns.
///
/// It tells a replay from a late retry. What it forgot, or a restart made it forget, counts as
/// never seen: a replay then makes us fetch a record once more, which is harmless.
final class SeenIds {
    private final ReentrantLock lock = new ReentrantLock();
    private final int half;
    private Set<String> older = Set.of();
    private Set<String> newer;

    /// @param most how many ids it remembers at most
    SeenIds(int most) {
        half = Math.max(1, most / 2);
        newer = new HashSet<>();
    }

    void add(String id) {
        lock.lock();
        try {
            if (newer.size() >= half) {
                older = newer;
                newer = new HashSet<>();
            }
            newer.add(id);
        } finally {
            lock.unlock();
        }
    }

    boolean contains(String id) {
        lock.lock();
        try {
            return newer.contains(id) || older.contains(id);
        } finally {
            lock.unlock();
        }
    }
}
