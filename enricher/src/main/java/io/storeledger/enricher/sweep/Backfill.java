package io.storeledger.enricher.sweep;

import io.storeledger.clients.bigcommerce.BigCommerceClient;
import io.storeledger.clients.bigcommerce.Pace;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.consume.Backoff;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.common.event.SweepMark;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.Publisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/// Looks through the store's lists of a period; what no webhook told of it, the enrichers find
/// among what it saw, as with any sweep.
///
/// How far it is, is kept in Kafka after each page: the same request again goes on from there,
/// whatever ended the first one; once it is done, it starts anew.
public final class Backfill {
    /// Few, so that a rate is kept evenly and little is seen twice after a crash.
    private static final int PAGE = 50;

    /// Each record that it finds costs the enricher a call or more.
    private static final double QUOTA_SHARE = 0.5;

    /// What was changed more lately belongs to the webhooks.
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Request request;
    private final BigCommerceClient client;
    private final Marks marks;
    private final Pass pass;
    private final Pace pace;
    private final Clock clock;
    private final RandomGenerator random;

    /// A period of a store.
    ///
    /// @param connection the connection's name
    /// @param store the store's hash
    /// @param kinds what to look for, in this order
    /// @param from the period's begin
    /// @param to the period's end; empty for the moment of the first start
    /// @param all whether everything is told again, known or not
    /// @param rate records a second; empty for half of the store's quota
    public record Request(
            String connection,
            String store,
            List<Kind> kinds,
            Instant from,
            Optional<Instant> to,
            boolean all,
            OptionalDouble rate) {
        public Request {
            kinds = List.copyOf(kinds);
        }

        /// What is the same for the same request.
        String id() {
            return from + "_" + to.map(Instant::toString).orElse("open") + (all ? "_all" : "");
        }
    }

    /// How far it is with one kind of record.
    ///
    /// @param upTo between the period's begin and its end
    /// @param seen how many records so far, earlier runs included
    public record Progress(Kind kind, Instant from, Instant upTo, Instant to, long seen) {
        /// From 0 to 1.
        public double share() {
            double whole = Duration.between(from, to).toMillis();
            return whole <= 0
                    ? 1
                    : Math.clamp(Duration.between(from, upTo).toMillis() / whole, 0, 1);
        }

        /// Whether it has come to its end.
        public boolean isDone() {
            return !upTo.isBefore(to);
        }
    }

    public Backfill(
            Request request,
            BigCommerceClient client,
            KafkaClients kafka,
            Publisher publisher,
            Clock clock,
            RandomGenerator random) {
        this.request = request;
        this.client = client;
        this.marks = new Marks(kafka, request.store(), publisher);
        this.pass = new Pass(kafka.config(), publisher, PAGE);
        this.pace =
                request.rate().isPresent()
                        ? Pace.told(request.rate().getAsDouble())
                        : Pace.share(QUOTA_SHARE);
        this.clock = clock;
        this.random = random;
    }

    /// Told that the store failed and is asked again.
    @FunctionalInterface
    public interface Trouble {
        /// The store failed at a kind of record.
        ///
        /// @param wait how long until it is asked again
        void waits(Kind kind, ApiException.Transient why, Duration wait);
    }

    /// Runs to the end; waits while the store is away.
    ///
    /// @param view told after each page
    /// @param trouble told before each wait for the store
    /// @throws ApiException if the store refuses us
    public void run(Consumer<Progress> view, Trouble trouble) {
        Map<String, SweepMark> last = marks.read();
        boolean anew =
                request.kinds().stream()
                        .map(kind -> last.get(key(kind)))
                        .allMatch(mark -> mark != null && mark.isDone());
        for (Kind kind : request.kinds()) {
            SweepMark mark = anew ? null : last.get(key(kind));
            run(mark == null ? begin(kind) : mark, view, trouble);
        }
    }

    private void run(SweepMark begun, Consumer<Progress> view, Trouble trouble) {
        SweepMark mark = begun;
        Backoff backoff = Backoff.standard();
        int failures = 0;
        view.accept(progress(mark));
        while (!mark.isDone()) {
            var run = new Run(mark, view);
            try {
                run.go();
                failures = 0;
            } catch (ApiException.Transient e) {
                failures++;
                Duration wait = e.retryAfter().orElse(backoff.after(failures, random));
                trouble.waits(mark.kind(), e, wait);
                pause(wait);
            }
            mark = run.mark;
        }
    }

    /// One attempt, from a mark to the end.
    private final class Run {
        private final Consumer<Progress> view;
        private final Instant to;
        private SweepMark mark;

        Run(SweepMark mark, Consumer<Progress> view) {
            this.mark = mark;
            this.to = end(mark);
            this.view = view;
        }

        void go() {
            pass.write(
                    new StoreLists(client).changed(mark.kind(), mark.upTo(), to),
                    seen ->
                            seen.sighting(
                                    request.connection(),
                                    request.store(),
                                    seen.asOf(),
                                    mark.source(),
                                    request.all(),
                                    clock.instant()),
                    this::written);
            reached(to, 0);
        }

        private void written(Instant upTo, int sightings) {
            // another page of the same second may follow
            reached(upTo.isBefore(to) ? upTo : mark.upTo(), sightings);
            pause(pace.of(sightings, client.callsPerSecond()));
        }

        private void reached(Instant upTo, int sightings) {
            mark =
                    new SweepMark(
                            mark.connection(),
                            mark.store(),
                            mark.source(),
                            mark.kind(),
                            mark.from(),
                            upTo,
                            to,
                            mark.seen() + sightings,
                            clock.instant());
            marks.write(SweepMark.key(request.store(), request.id(), mark.kind()), mark);
            view.accept(progress(mark));
        }
    }

    private SweepMark begin(Kind kind) {
        Instant now = clock.instant();
        Instant to = request.to().filter(now.minus(MARGIN)::isAfter).orElse(now.minus(MARGIN));
        return new SweepMark(
                request.connection(),
                request.store(),
                SweepSource.backfill(request.store(), request.id()),
                kind,
                request.from(),
                request.from(),
                to.isBefore(request.from()) ? request.from() : to,
                0,
                now);
    }

    private String key(Kind kind) {
        return SweepMark.key(request.store(), request.id(), kind).toString();
    }

    private static Progress progress(SweepMark mark) {
        return new Progress(mark.kind(), mark.from(), mark.upTo(), end(mark), mark.seen());
    }

    private static Instant end(SweepMark mark) {
        @Nullable Instant to = mark.to();
        return to == null ? mark.upTo() : to;
    }

    private static void pause(Duration wait) {
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
