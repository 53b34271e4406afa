package io.storeledger.benchmarks.vendors;

import io.storeledger.sandbox.http.RequestLog;
import io.storeledger.sandbox.http.RequestLog.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps every call that a vendor got.
public final class CallWatch {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Seen> seen = new ArrayList<>();

    /// Starts watching.
    public CallWatch(RequestLog log) {
        log.watch(this::keep);
    }

    /// The calls so far, in the order in which they were answered.
    public List<Seen> calls() {
        lock.lock();
        try {
            return List.copyOf(seen);
        } finally {
            lock.unlock();
        }
    }

    /// Forgets them.
    public void forget() {
        lock.lock();
        try {
            seen.clear();
        } finally {
            lock.unlock();
        }
    }

    /// Whether a call did what it was to do.
    public static boolean succeeded(Seen call) {
        return call.status() / 100 == 2;
    }

    /// Whether a call is one for work; asking for a token is not.
    public static boolean isWork(Seen call) {
        return !call.endpoint().contains("/oauth2/");
    }

    private void keep(Seen call) {
        lock.lock();
        try {
            seen.add(call);
        } finally {
            lock.unlock();
        }
    }
}
