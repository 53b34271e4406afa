package io.storeledger.enricher.sweep;

import io.storeledger.common.event.Sighting;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.common.event.SweepMark;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One look through all lists of a store, from where the last one ended.
final class Sweep {
    private final String connection;
    private final String store;
    private final SweepConfig config;
    private final StoreLists lists;
    private final Pass pass;
    private final Marks marks;
    private final Clock clock;
    private final ObjIntConsumer<Kind> seen;

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
        Map<String, SweepMark> last = marks.read(store);
        for (Kind kind : Kind.values()) {
            run(kind, last.get(SweepMark.key(store, kind).toString()), gap);
        }
    }

    private void run(Kind kind, @Nullable SweepMark last, @Nullable Instant gap) {
        Instant now = clock.instant();
        Instant swept = last == null ? now.minus(config.firstRun()) : last.upTo();
        Instant to = now.minus(config.margin());
        Instant since = gap != null && gap.isBefore(swept) ? gap : swept;
        Instant from = since.minus(config.overlap());
        long before = last == null ? 0 : last.seen();
        var counter = new Counter(kind, before);
        pass.write(
                lists.changed(kind, from, to),
                record -> sighting(record, record.asOf()),
                (upTo, count) -> {
                    counter.add(count);
                    // the lists come in order: an interrupted first run goes on from here
                    if (kind != Kind.REFUND && upTo.isAfter(swept)) {
                        mark(kind, from, upTo, counter.total);
                    }
                });
        if (kind == Kind.REFUND) {
            lookAgain(swept, to, counter);
        }
        mark(kind, from, to.isAfter(swept) ? to : swept, counter.total);
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

    private void mark(Kind kind, Instant from, Instant upTo, long total) {
        marks.write(
                SweepMark.key(store, kind),
                new SweepMark(
                        connection,
                        store,
                        SweepSource.sweeps(store),
                        kind,
                        from,
                        upTo,
                        null,
                        total,
                        clock.instant()));
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
