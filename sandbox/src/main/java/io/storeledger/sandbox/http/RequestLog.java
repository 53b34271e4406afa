package io.storeledger.sandbox.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Counts requests by endpoint and status, and remembers the last few.
public final class RequestLog {
    private static final int KEPT = 500;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Seen> last = new ArrayDeque<>();
    private volatile Consumer<Seen> watcher = seen -> {};

    /// A request as seen.
    ///
    /// @param endpoint method and route, as `GET /v2/orders/{id}`
    /// @param target path and query as called
    /// @param status what was answered, [Answer#CUT] for a cut connection
    /// @param startNanos when its handling began, by `System.nanoTime`
    /// @param endNanos when it was ready to be answered
    public record Seen(
            String endpoint, String target, int status, long startNanos, long endNanos) {}

    /// From now on `watcher` is told of every request before it is answered, on the request's
    /// thread: what it takes, the caller waits.
    public void watch(Consumer<Seen> watcher) {
        this.watcher = watcher;
    }

    /// Takes note of an answered request.
    public void add(Seen seen) {
        counts.computeIfAbsent(seen.endpoint(), key -> new LongAdder()).increment();
        statuses.computeIfAbsent(seen.status(), key -> new LongAdder()).increment();
        lock.lock();
        try {
            last.addLast(seen);
            if (last.size() > KEPT) {
                last.removeFirst();
            }
        } finally {
            lock.unlock();
        }
        watcher.accept(seen);
    }

    /// How many calls each endpoint got.
    public Map<String, Long> byEndpoint() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((endpoint, count) -> sums.put(endpoint, count.sum()));
        return sums;
    }

    /// How many calls this endpoint got.
    public long calls(String endpoint) {
        LongAdder count = counts.get(endpoint);
        return count == null ? 0 : count.sum();
    }

    /// How many calls there were in all.
    public long calls() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /// How many answers had each status.
    public Map<Integer, Long> byStatus() {
        Map<Integer, Long> sums = new TreeMap<>();
        statuses.forEach((status, count) -> sums.put(status, count.sum()));
        return sums;
    }

    /// The last requests, oldest first.
    public List<Seen> last() {
        lock.lock();
        try {
            return new ArrayList<>(last);
        } finally {
            lock.unlock();
        }
    }

    /// Starts over.
    public void forget() {
        counts.clear();
        statuses.clear();
        lock.lock();
        try {
            last.clear();
        } finally {
            lock.unlock();
        }
    }
}
