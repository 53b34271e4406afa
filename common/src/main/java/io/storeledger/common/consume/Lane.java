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

    /// Takes what waits, as far as it is of one topic: what a batch means depends on that.
    ///
    /// @param atMost how many records
    List<Taken> take(int atMost) {
        String topic = waiting.getFirst().record().topic();
        int end = 1;
        while (end < waiting.size()
                && end < atMost
                && waiting.get(end).record().topic().equals(topic)) {
            end++;
        }
        List<Taken> front = waiting.subList(0, end);
        List<Taken> taken = List.copyOf(front);
        front.clear();
        return taken;
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
