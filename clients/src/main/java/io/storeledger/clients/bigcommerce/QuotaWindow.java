package io.storeledger.clients.bigcommerce;

import io.storeledger.clients.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What an answer says of the store's quota.
///
/// BigCommerce counts calls per store over all its apps in a window of 30 s and reports it in
/// `X-Rate-Limit-*` headers; a store of unlimited quota sends none.
///
/// @param left calls left in this window
/// @param quota calls a whole window allows
/// @param resetsAt when the window ends
record QuotaWindow(long left, long quota, Instant resetsAt) {
    private static final String RESET_MS = "X-Rate-Limit-Time-Reset-Ms";

    static Optional<QuotaWindow> read(Answer answer, Instant now) {
        Optional<Long> left = answer.number("X-Rate-Limit-Requests-Left");
        Optional<Long> reset = answer.number(RESET_MS);
        if (left.isEmpty() || reset.isEmpty()) {
            return Optional.empty();
        }
        long quota = answer.number("X-Rate-Limit-Requests-Quota").orElse(left.get());
        return Optional.of(new QuotaWindow(left.get(), quota, now.plusMillis(reset.get())));
    }

    /// How long a 429 tells to wait: the longer of what its headers say.
    static Optional<Duration> wait(Answer answer) {
        Optional<Duration> reset = answer.number(RESET_MS).map(Duration::ofMillis);
        Optional<Duration> told =
                answer.number("X-Retry-After").map(Duration::ofSeconds).or(answer::retryAfter);
        return reset.isPresent() && told.isPresent() && told.get().compareTo(reset.get()) > 0
                ? told
                : reset.or(() -> told);
    }
}
