package io.storeledger.console.reconcile;

import io.storeledger.clients.http.ApiException;
import io.storeledger.common.consume.Backoff;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.errors.InterruptException;

/// Calls a vendor again when a failure may pass: a reconciliation has time, but not for ever.
final class Patience {
    private static final int ATTEMPTS = 12;

    private final Backoff backoff;
    private final RandomGenerator random;

    Patience(Backoff backoff, RandomGenerator random) {
        this.backoff = backoff;
        this.random = random;
    }

    /// What the call gives.
    ///
    /// @throws ApiException if it failed for good, or too often
    <T> T call(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (ApiException.Transient e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                Duration wait = backoff.after(attempt, random);
                pause(e.retryAfter().orElse(wait));
            }
        }
    }

    static void pause(Duration wait) {
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
