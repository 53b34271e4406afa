package io.storeledger.sandbox.netsuite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The last writes that reached the records.
final class WriteLog {
    private static final int KEPT = 20_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<NetSuiteSandbox.WriteSeen> writes = new ArrayDeque<>();

    void add(NetSuiteSandbox.WriteSeen write) {
        lock.lock();
        try {
            writes.addLast(write);
            if (writes.size() > KEPT) {
                writes.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    List<NetSuiteSandbox.WriteSeen> all() {
        lock.lock();
        try {
            return new ArrayList<>(writes);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            writes.clear();
        } finally {
            lock.unlock();
        }
    }
}
