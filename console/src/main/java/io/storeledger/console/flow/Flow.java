package io.storeledger.console.flow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What flows now, as the interface tells it.
///
/// @param oldestUnpostedSeconds how long the oldest record on its way to NetSuite has been
record Flow(
        Instant at,
        List<Hop> hops,
        @Nullable Span webhookToNetSuite,
        List<Store> stores,
        List<Account> accounts,
        @Nullable Double oldestUnpostedSeconds) {

    /// A topic and one of the groups that work it off.
    ///
    /// @param perSecond what comes into the topic
    /// @param lag how many records the group has left
    /// @param lagSeconds how old the oldest of them is
    /// @param p50Millis from when a record lay in the topic to when it was worked off
    record Hop(
            String name,
            String topic,
            @Nullable String connection,
            @Nullable Double perSecond,
            long lag,
            @Nullable Double lagSeconds,
            @Nullable Double p50Millis,
            @Nullable Double p99Millis) {}

    /// How long something takes.
    record Span(double p50Millis, double p99Millis) {}

    /// What a store still lets us call.
    record Store(String store, @Nullable Double quotaLeft, @Nullable Double quota) {}

    /// How many calls at once NetSuite answers.
    record Account(String account, @Nullable Double inFlight, @Nullable Double limit) {}
}
