package io.storeledger.enricher.sweep;

import io.storeledger.common.event.Sighting;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.common.event.SweepMark;
import io.storeledger.common.event.SweepMark.Hole;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One look through all lists of a store, from where the last one ended.
///
/// The mark of orders says as well in which time nobody was there to hear of them: whoever has to
/// know all orders, as the catalogue's publisher does, looks for those of that time itself until
/// they are told and fetched.
final class Sweep {
    /// How often the mark of orders is written anew between sweeps.
    static final Duration BEAT = Duration.ofMinutes(1);

    /// A mark so old was left by an enricher that is no more.
    private static final Duration SILENCE = BEAT.multipliedBy(3);

    /// What was told of a hole may still be waited for so long after it was closed.
    private static final Duration FETCHING = Duration.ofHours(1);

    private final String connection;
    private final String store;
    private final SweepConfig config;
    private final StoreLists lists;
    private final Pass pass;
    private final Marks marks;
    private final Clock clock;
    private final ObjIntConsumer<Kind> seen;
    private volatile @Nullable SweepMark orders;

    /// @param seen told how many records were seen
    Sweep(
            String connection,
            String store,
            SweepConfig config,
            StoreLists lists,
            Pass pass,
            Marks marks,
            Clock clock,
            ObjIntConsumer<Kind> seen) {
        this.connection = connection;
        this.store = store;
        this.config = config;
        this.lists = lists;
        this.pass = pass;
        this.marks = marks;
        this.clock = clock;
        this.seen = seen;
    }

    /// Sweeps.
    ///
    /// @param gap since when webhooks may have been lost; null if since the last sweep
    void run(@Nullable Instant gap) {
        Map<String, SweepMark> last = marks.read();
        for (Kind kind : Kind.values()) {
            run(kind, last.get(SweepMark.key(store, kind).toString()), gap);
        }
    }

    /// Says that orders are heard of: the newest mark of them is written anew.
    ///
    /// @throws org.apache.kafka.common.KafkaException if it could not be written
    void beat() {
        SweepMark mark = orders;
        if (mark != null) {
            marks.write(SweepMark.key(store, Kind.ORDER), mark.again(clock.instant()));
        }
    }

    private void run(Kind kind, @Nullable SweepMark last, @Nullable Instant gap) {
        Instant now = clock.instant();
        Instant swept = last == null ? now.minus(config.firstRun()) : last.upTo();
        Instant to = now.minus(config.margin());
        Instant since = gap != null && gap.isBefore(swept) ? gap : swept;
        Instant from = since.minus(config.overlap());
        long before = last == null ? 0 : last.seen();
        Hole hole = kind == Kind.ORDER ? hole(last, gap, now) : null;
        if (hole != null && hole.closedAt() == null) {
            // whoever looks for its orders is to know of it before some of them are told
            mark(kind, from, swept, before, hole);
        }
        var counter = new Counter(kind, before);
        pass.write(
                lists.changed(kind, from, to),
                record -> sighting(record, record.asOf()),
                (upTo, count) -> {
                    counter.add(count);
                    // the lists come in order: an interrupted first run goes on from here
                    if (kind != Kind.REFUND && upTo.isAfter(swept)) {
                        mark(kind, from, upTo, counter.total, hole);
                    }
                });
        if (kind == Kind.REFUND) {
            lookAgain(swept, to, counter);
        }
        mark(kind, from, to.isAfter(swept) ? to : swept, counter.total, closed(hole));
    }

    /// The hole that is to be closed now, or the last one that was. One that was closed only lately
    /// and a new one are one.
    private static @Nullable Hole hole(
            @Nullable SweepMark last, @Nullable Instant gap, Instant now) {
        if (last == null) {
            return null;
        }
        Hole old = last.hole();
        boolean isSilent = last.at().plus(SILENCE).isBefore(now);
        if (gap == null && !isSilent) {
            return old;
        }
        Instant from = gap != null && gap.isBefore(last.at()) ? gap : last.at();
        boolean isOne =
                old != null
                        && old.from().isBefore(from)
                        && (old.closedAt() == null || now.isBefore(old.closedAt().plus(FETCHING)));
        return new Hole(isOne ? old.from() : from, null);
    }

    private @Nullable Hole closed(@Nullable Hole hole) {
        return hole == null || hole.closedAt() != null
                ? hole
                : new Hole(hole.from(), clock.instant());
    }

    /// Each refund that has become as old as the setting since the last sweep.
    private void lookAgain(Instant swept, Instant to, Counter counter) {
        for (Duration age : config.lookAgainAfter()) {
            Stream<Seen> old =
                    lists.changed(
                            Kind.REFUND, swept.minus(age).minus(config.overlap()), to.minus(age));
            Function<Seen, Sighting> due = record -> sighting(record, record.asOf().plus(age));
            pass.write(old, due, (upTo, count) -> counter.add(count));
        }
    }

    private Sighting sighting(Seen record, Instant asOf) {
        return record.sighting(
                connection, store, asOf, SweepSource.sweeps(store), false, clock.instant());
    }

    private void mark(Kind kind, Instant from, Instant upTo, long total, @Nullable Hole hole) {
        var mark =
                new SweepMark(
                        connection,
                        store,
                        SweepSource.sweeps(store),
                        kind,
                        from,
                        upTo,
                        null,
                        total,
                        clock.instant(),
                        hole);
        marks.write(SweepMark.key(store, kind), mark);
        if (kind == Kind.ORDER) {
            orders = mark;
        }
    }

    private final class Counter {
        private final Kind kind;
        private long total;

        Counter(Kind kind, long total) {
            this.kind = kind;
            this.total = total;
        }

        void add(int count) {
            total += count;
            seen.accept(kind, count);
        }
    }
}
