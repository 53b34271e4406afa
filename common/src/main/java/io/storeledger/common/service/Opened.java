package io.storeledger.common.service;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was opened for a service or a part of it: closed in reverse, all of it even if some can't
/// be.
///
/// A constructor opens within `try (var opened = new Opened())` and ends with [#keep]; if it fails
/// before, what it has opened is closed, and its next try finds nothing left of this one.
public final class Opened implements AutoCloseable {
    private final Deque<Runnable> closers = new ArrayDeque<>();

    /// Adds what closes something that was opened, or is about to be.
    public void closeBy(Runnable closer) {
        closers.push(closer);
    }

    /// All of it, for whoever closes it later; there is nothing left to close by this one.
    public Opened keep() {
        var kept = new Opened();
        kept.closers.addAll(closers);
        closers.clear();
        return kept;
    }

    @Override
    public void close() {
        if (!closers.isEmpty()) {
            try {
                closers.pop().run();
            } finally {
                close();
            }
        }
    }
}
