package io.storeledger.clients.netsuite.limit;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongToIntFunction;

/// An account with a concurrency limit and many callers of it, in virtual time: a run of a minute
/// takes milliseconds and gives the same figures each time.
final class SimulatedAccount {
    private static final int CALLERS = 60;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    Comparator.comparingDouble(Event::at).thenComparingLong(Event::order));
    private final Random random = new Random(20260101);
    private final LimitFinder finder;
    private final LongToIntFunction limit;
    private final Traffic traffic;

    private double now;
    private long order;
    private int waiting;
    private int serving;

    private long calls;
    private long refusals;
    private double servedMillis;
    private double possibleMillis;
    private double lastMeasured;
    private double measureFrom;

    private record Event(double at, long order, Runnable action) {}

    /// How calls behave.
    ///
    /// @param millis a call takes, give or take a tenth
    /// @param refusalMillis a refusal takes
    /// @param lagMillis the account goes on counting a call it has answered, at most
    record Traffic(double millis, double refusalMillis, double lagMillis) {}

    /// What was measured.
    ///
    /// @param inFlight accepted calls, on average
    /// @param possible share of the work the limit allowed that was done
    /// @param refused share of all calls
    record Figures(double inFlight, double possible, double refused, long calls) {}

    SimulatedAccount(int start, int max, Traffic traffic, LongToIntFunction limitAtMillis) {
        this.finder = new LimitFinder(start, max, random);
        this.limit = limitAtMillis;
        this.traffic = traffic;
        for (int caller = 0; caller < CALLERS; caller++) {
            want();
        }
    }

    int limit() {
        return finder.limit();
    }

    /// Goes on until a time, and measures what happens from now on till then.
    Figures run(double untilMillis) {
        calls = 0;
        refusals = 0;
        servedMillis = 0;
        possibleMillis = 0;
        measureFrom = now;
        admit();
        while (!events.isEmpty() && events.element().at() <= untilMillis) {
            Event event = events.remove();
            measure(event.at());
            now = event.at();
            event.action().run();
            admit();
        }
        measure(untilMillis);
        now = untilMillis;
        return new Figures(
                servedMillis / (untilMillis - measureFrom),
                servedMillis / possibleMillis,
                calls == 0 ? 0 : (double) refusals / calls,
                calls);
    }

    private void want() {
        waiting++;
    }

    private void admit() {
        while (waiting > 0) {
            Optional<LimitFinder.Ticket> ticket = finder.enter((long) now);
            if (ticket.isEmpty()) {
                return;
            }
            waiting--;
            arrive(ticket.get());
        }
    }

    private void arrive(LimitFinder.Ticket ticket) {
        calls++;
        if (serving >= limit.applyAsInt((long) now)) {
            refusals++;
            after(
                    traffic.refusalMillis(),
                    () -> {
                        finder.leave(ticket, Verdict.REFUSED, (long) now);
                        after(25 + 25 * random.nextDouble(), this::want);
                    });
            return;
        }
        serving++;
        after(
                traffic.millis() * (0.9 + 0.2 * random.nextDouble()),
                () -> {
                    free();
                    finder.leave(ticket, Verdict.ACCEPTED, (long) now);
                    want();
                });
    }

    private void free() {
        if (traffic.lagMillis() == 0) {
            serving--;
        } else {
            after(traffic.lagMillis() * random.nextDouble(), () -> serving--);
        }
    }

    private void after(double millis, Runnable action) {
        events.add(new Event(now + millis, order++, action));
    }

    private void measure(double at) {
        double length = at - Math.max(lastMeasured, measureFrom);
        int possible = limit.applyAsInt((long) lastMeasured);
        servedMillis += Math.min(serving, possible) * length;
        possibleMillis += possible * length;
        lastMeasured = at;
    }
}
