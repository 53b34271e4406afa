package io.storeledger.clients.netsuite.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Finds an account's concurrency limit from which calls it refuses; pure, not thread-safe.
///
/// It goes on at a proven height, and when somebody wants in while all of it is used, sends one
/// call more: a probe. A probe that is accepted, with nothing refused meanwhile, proves the next
/// height, and the next probe may follow at once. A probe that is refused shows the limit; the next
/// one is held back until about [#CALLS_A_PROBE] calls were accepted, so that looking for more
/// costs little whatever a call lasts. A refusal at a proven height means that the limit fell or
/// somebody else takes slots: one step down, and by a quarter each round trip in which it goes on.
final class LimitFinder {
    /// Bounds refusals to about 1.3 % of calls.
    private static final int CALLS_A_PROBE = 75;

    /// With slow calls, wait no longer than this for that many.
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(30);

    /// From this many failed probes at one height on, the limit is taken for steady ...
    private static final int STEADY = 8;

    /// ... and probes get rarer, up to this many times.
    private static final double RAREST = 4;

    private static final double RARER = 1.25;
    private static final double DECREASE = 0.75;
    private static final int MIN = 1;

    private final int max;
    private final RandomGenerator random;

    private int proven;
    private boolean probing;
    private int inFlight;
    private long era;

    private long acceptedSinceRefusal;
    private long acceptedSinceStepDown;
    private long holdCalls;
    private long holdFromMillis;
    private int failedHeight;
    private int failedTimes;

    /// @param start the height to begin at
    /// @param max never exceeded
    LimitFinder(int start, int max, RandomGenerator random) {
        this.proven = Math.clamp(start, MIN, max);
        this.max = max;
        this.random = random;
    }

    /// Leave to send one call.
    ///
    /// @param height calls in flight with this one
    /// @param era changes with every step down: what was sent before it tells nothing new
    record Ticket(int height, long era, boolean probe) {}

    /// How many calls may be in flight now.
    int limit() {
        return probing ? proven + 1 : proven;
    }

    int inFlight() {
        return inFlight;
    }

    /// Lets a call in if there is room, or if it is time to probe for more.
    Optional<Ticket> enter(long nowMillis) {
        boolean probe = inFlight == limit() && mayProbe(nowMillis);
        if (inFlight >= limit() && !probe) {
            return Optional.empty();
        }
        probing |= probe;
        inFlight++;
        return Optional.of(new Ticket(inFlight, era, probe));
    }

    /// Learns from a call's end.
    void leave(Ticket ticket, Verdict verdict, long nowMillis) {
        inFlight--;
        boolean current = ticket.era() == era;
        switch (verdict) {
            case ACCEPTED -> {
                acceptedSinceRefusal++;
                acceptedSinceStepDown++;
                if (current && ticket.probe()) {
                    proven++;
                    probing = false;
                    holdCalls = 0;
                }
            }
            case REFUSED -> {
                if (current) {
                    refused(ticket.height(), nowMillis);
                }
            }
            case UNKNOWN -> probing &= !(current && ticket.probe());
        }
    }

    private boolean mayProbe(long nowMillis) {
        long held = nowMillis - holdFromMillis;
        // a clock set back must not hold for ever
        boolean longEnough = held < 0 || held >= LONGEST_HOLD.toMillis();
        return !probing && proven < max && (acceptedSinceRefusal >= holdCalls || longEnough);
    }

    private void refused(int height, long nowMillis) {
        if (probing && height > proven) {
            holdCalls = holdAfterProbe(height);
        } else if (acceptedSinceStepDown >= proven) {
            // maybe only a slot the account had not freed yet: one step, then look again later
            proven = Math.max(MIN, Math.min(proven, height) - 1);
            holdCalls = hold(1);
            acceptedSinceStepDown = 0;
        } else {
            proven = Math.max(MIN, Math.min((int) (proven * DECREASE), height - 1));
            // a round at the new height, so that the calls too many have ended
            holdCalls = proven;
            acceptedSinceStepDown = 0;
        }
        probing = false;
        era++;
        acceptedSinceRefusal = 0;
        holdFromMillis = nowMillis;
    }

    private long holdAfterProbe(int height) {
        failedTimes = height == failedHeight ? failedTimes + 1 : 1;
        failedHeight = height;
        double rarer = Math.min(RAREST, Math.pow(RARER, Math.max(0, failedTimes - STEADY)));
        return hold(rarer);
    }

    private long hold(double rarer) {
        double jitter = 0.8 + 0.4 * random.nextDouble();
        return Math.round(CALLS_A_PROBE * rarer * jitter);
    }
}
