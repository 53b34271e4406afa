package io.storeledger.enricher.snapshot;

import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.ApiException.NotFound;
import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.clients.http.ApiException.Transient;
import io.storeledger.clients.http.ApiException.Unauthorized;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// What a failed call of the store's API means for the record.
public final class StoreFailures {
    /// The store may tell of something before it can show all of it: how long to wait for it.
    public static final Duration STALE_READ = Duration.ofSeconds(1);

    /// How often to wait for that.
    public static final int STALE_READS = 8;

    private StoreFailures() {}

    /// The outcome of a record whose fetch failed.
    ///
    /// @param gone what it means that the store has no such thing
    public static Outcome outcome(ApiException failure, Supplier<Outcome> gone) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case NotFound none -> gone.get();
            case Transient later ->
                    new Retry(later.retryAfter(), new Reason("store-away", message));
            case Unauthorized refused -> new Halt(new Reason("store-refuses-us", message));
            case Refused refused -> new Rejected(new Reason("store-refuses", message));
        };
    }

    /// To be tried again soon, because the store does not show yet what it has told of.
    public static Outcome stale(String code, String text) {
        return new Retry(Optional.of(STALE_READ), new Reason(code, text));
    }
}
