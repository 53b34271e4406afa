package io.storeledger.catalog.publish;

import io.storeledger.common.consume.SweepMarks;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.common.event.SweepMark;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Up to when a store's orders were heard of: who hears of them writes it into the mark of its
/// sweeps each minute. While nobody is there, and until what was missed has been told and fetched,
/// no decision knows the orders of that time.
public final class HeardOrders {
    private static final Duration BETWEEN_READS = Duration.ofMinutes(1);

    private final String store;
    private final Optional<SweepMarks> marks;
    private final Clock clock;
    private volatile Read last = new Read(Instant.MIN, null);

    private record Read(Instant at, @Nullable SweepMark mark) {}

    /// @param store the store's hash
    /// @param marks how far its sweeps have come; empty if it is not swept, so that nobody tells
    public HeardOrders(String store, Optional<SweepMarks> marks, Clock clock) {
        this.store = store;
        this.marks = marks;
        this.clock = clock;
    }

    /// Up to when orders were heard of, as a decision has to take it: until then itself, unless
    /// something was missed.
    ///
    /// @param known up to when the decision knew what was heard of
    /// @param fetching how long what was told may wait to be fetched
    /// @throws org.apache.kafka.common.KafkaException if it can't be read
    Instant upTo(Instant known, Duration fetching) {
        SweepMark mark = mark();
        return mark == null ? known : mark.heardUpTo(known, fetching);
    }

    private @Nullable SweepMark mark() {
        Instant now = clock.instant();
        if (marks.isPresent() && last.at().isBefore(now.minus(BETWEEN_READS))) {
            String key = SweepMark.key(store, Kind.ORDER).toString();
            last = new Read(now, marks.get().read().get(key));
        }
        return last.mark();
    }
}
