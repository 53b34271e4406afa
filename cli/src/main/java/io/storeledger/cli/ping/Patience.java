package io.storeledger.cli.ping;

import io.storeledger.clients.http.ApiException;
import io.storeledger.common.consume.Backoff;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.errors.InterruptException;

/// Asks a few times what fails for the moment (429, 5xx), before anybody is told to do so; where
/// nothing answers only once more, since the call itself has waited long.
final class Patience {
    private static final int TRIES = 4;
    private static final int TRIES_WITHOUT_ANSWER = 2;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Backoff backoff = new Backoff(Duration.ofMillis(250), LONGEST);
    private final RandomGenerator random;

    Patience(RandomGenerator random) {
        this.random = random;
    }

    /// The answer.
    ///
    /// @throws ApiException of the last try
    <T> T ask(Supplier<T> question) {
        for (int failures = 1; ; failures++) {
            try {
                return question.get();
            } catch (ApiException.Transient e) {
                Duration wait = e.retryAfter().orElse(backoff.after(failures, random));
                int tries = e.status() == 0 ? TRIES_WITHOUT_ANSWER : TRIES;
                if (failures == tries || wait.compareTo(LONGEST) > 0) {
                    throw e;
                }
                pause(wait);
            }
        }
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
