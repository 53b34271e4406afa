package io.storeledger.common.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the process when something in it has been broken for a minute, so that whoever started it
/// starts it anew: outside of Kubernetes nobody asks for liveness.
public final class BrokenEnd implements AutoCloseable {
    /// The exit code.
    public static final int BROKEN = 3;

    static final Duration AFTER = Duration.ofMinutes(1);

    private static final Logger LOGGER = LoggerFactory.getLogger(BrokenEnd.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Supplier<Optional<String>> broken;
    private final Clock clock;
    private final Runnable end;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Instant since;

    BrokenEnd(Supplier<Optional<String>> broken, Clock clock, Runnable end) {
        this.broken = broken;
        this.clock = clock;
        this.end = end;
    }

    /// Watches until it is closed.
    ///
    /// @param broken what only a new process mends, in a sentence; see [Service#broken]
    public static BrokenEnd watch(Supplier<Optional<String>> broken, Clock clock) {
        return watch(broken, clock, BETWEEN_LOOKS);
    }

    static BrokenEnd watch(Supplier<Optional<String>> broken, Clock clock, Duration betweenLooks) {
        var watch = new BrokenEnd(broken, clock, () -> System.exit(BROKEN));
        Thread.ofPlatform().daemon().name("broken-end").start(() -> watch.run(betweenLooks));
        return watch;
    }

    @Override
    public void close() {
        closing.countDown();
    }

    /// Looks once; ends the process if it has been broken for too long, and says whether.
    boolean look() {
        Optional<String> now = broken.get();
        if (now.isEmpty()) {
            since = null;
            return false;
        }
        Instant at = clock.instant();
        Instant first = since == null ? at : since;
        since = first;
        if (at.isBefore(first.plus(AFTER))) {
            return false;
        }
        LOGGER.atError()
                .addKeyValue("detail", now.get())
                .log("broken for a minute, and only a new process mends it: this one ends");
        end.run();
        return true;
    }

    private void run(Duration betweenLooks) {
        try {
            while (!closing.await(betweenLooks.toMillis(), TimeUnit.MILLISECONDS)) {
                if (look()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
