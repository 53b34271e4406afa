package io.storeledger.common.consume;

import java.util.ArrayList;
import java.util.List;

/// The records of one key: handled one batch at a time, in order. Not thread-safe: [Lanes] guards
/// it.
final class Lane {
    enum State {
        /// In the queue for a slot.
        READY,
        /// A handler works on a batch.
        RUNNING,
        /// Waits for its next attempt, without a slot.
        PARKED
    }

    private final String key;
    private final List<Taken> waiting = new ArrayList<>();
    private State state = State.READY;
    private int failedAttempts;

    Lane(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    State state() {
        return state;
    }

    void state(State next) {
        state = next;
    }

    void add(Taken record) {
        waiting.add(record);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Takes everything that waits.
    List<Taken> takeAll() {
        List<Taken> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /// Puts a batch back before what came meanwhile.
    void putBack(List<Taken> batch) {
        waiting.addAll(0, batch);
    }

    /// Forgets what lies in partitions that are no longer ours.
    void dropRevoked() {
        waiting.removeIf(record -> record.progress().isRevoked());
    }

    int failedAttempts() {
        return failedAttempts;
    }

    void failed() {
        failedAttempts++;
    }

    void succeeded() {
        failedAttempts = 0;
    }
}
