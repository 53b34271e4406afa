package io.storeledger.common.consume;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/// How far one partition is settled. Not thread-safe: [Lanes] guards it.
final class PartitionProgress {
    private final TreeMap<Long, Waiting> open = new TreeMap<>();
    private final long restoredEnd;
    private final Set<Long> restoredOpen;
    private long next;
    private boolean revoked;
    private boolean changed;
    private int running;

    /// @param committed the offset the group committed last, which is read next
    /// @param restored what its metadata said was settled above
    PartitionProgress(long committed, OpenOffsets restored) {
        this.next = committed;
        this.restoredEnd = restored.end();
        this.restoredOpen = new HashSet<>(restored.open());
    }

    /// Takes note of a record that was read.
    ///
    /// @return whether it is still to be handled; not if an earlier owner has settled it
    boolean take(long offset, Waiting since) {
        next = offset + 1;
        changed = true;
        if (offset < restoredEnd && !restoredOpen.contains(offset)) {
            return false;
        }
        open.put(offset, since);
        return true;
    }

    /// Takes note of a record that is not ours to handle.
    void pass(long offset) {
        next = offset + 1;
        changed = true;
    }

    /// Takes note of how far was read. Not every offset has a record for us: the marks of
    /// transactions have none, nor has what compaction took away.
    void reached(long position) {
        if (position > next) {
            next = position;
            changed = true;
        }
    }

    void settle(long offset) {
        open.remove(offset);
        changed = true;
    }

    /// How many records are taken and not settled.
    int openCount() {
        return open.size();
    }

    /// What is left.
    ///
    /// @param unread how many records lie behind what was read
    Left left(long unread) {
        return open.values().stream()
                .map(since -> new Left(1, since))
                .reduce(new Left(unread, Left.NOTHING.oldest()), Left::and);
    }

    /// What to commit now. While an earlier owner's window is still being re-read, the rest of the
    /// window is repeated, or it would be lost by the next commit.
    OffsetAndMetadata toCommit() {
        Set<Long> unsettled = open.keySet();
        long end = next;
        if (next < restoredEnd) {
            TreeSet<Long> both = new TreeSet<>(open.keySet());
            for (long offset : restoredOpen) {
                if (offset >= next) {
                    both.add(offset);
                }
            }
            unsettled = both;
            end = restoredEnd;
        }
        long committed = unsettled.isEmpty() ? end : unsettled.iterator().next();
        return new OffsetAndMetadata(committed, OpenOffsets.encode(committed, unsettled, end));
    }

    /// Whether something changed since this was asked last.
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    void markChanged() {
        changed = true;
    }

    void started() {
        running++;
    }

    void ended() {
        running--;
    }

    boolean isRunning() {
        return running > 0;
    }

    void revoke() {
        revoked = true;
    }

    boolean isRevoked() {
        return revoked;
    }
}
