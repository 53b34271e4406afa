package io.storeledger.common.consume;

import java.time.Duration;
import java.util.Optional;

/// How often in a row everything was refused, and what follows from it: a pause that grows, and
/// then one try alone, until the outcome of such a try is another one. Not thread-safe: [Lanes]
/// guards it.
final class Halts {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Duration first;
    private Optional<Reason> reason = Optional.empty();
    private int inARow;
    private boolean pausing;

    /// @param first how long the first pause is; each that follows is twice as long, up to a minute
    Halts(Duration first) {
        this.first = first;
    }

    /// Why it was refused last; empty if it is not.
    Optional<Reason> reason() {
        return reason;
    }

    /// How many of so many slots may be used now.
    int slots(int all) {
        return pausing ? 0 : reason.isPresent() ? 1 : all;
    }

    /// A try was refused.
    ///
    /// @param alone whether it was one that began while all was refused
    /// @return the pause that begins; empty if it tells nothing new, as it began before the refusal
    ///   that is known
    Optional<Duration> refused(Reason why, boolean alone) {
        if (reason.isPresent() && !alone) {
            return Optional.empty();
        }
        reason = Optional.of(why);
        pausing = true;
        int doublings = Math.min(inARow, 30);
        inARow++;
        return Optional.of(
                Duration.ofMillis(Math.min(LONGEST.toMillis(), first.toMillis() << doublings)));
    }

    void pauseEnded() {
        pausing = false;
    }

    /// Something else came of a try, or nothing is left to try.
    void over() {
        reason = Optional.empty();
        inARow = 0;
        pausing = false;
    }
}
