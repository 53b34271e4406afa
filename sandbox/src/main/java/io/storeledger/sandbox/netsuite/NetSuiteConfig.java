package io.storeledger.sandbox.netsuite;

import java.time.Duration;

/// The simulated account.
///
/// @param clientId of the integration record; the only one that gets tokens
/// @param concurrencyLimit calls under way at once, over all callers; 5 in life for a small account
/// @param latency what a call takes at the median
/// @param latencySpread how far calls stray from the median: sigma of a log-normal, 0 for not at
///   all
/// @param tokenLifetime 3600 s in life
/// @param stallFor how long a call stalls before it is refused with INVALID_LOGIN; 61 s in life
/// @param slowBy how much longer a call takes when the slow fault strikes
public record NetSuiteConfig(
        String accountId,
        String clientId,
        int concurrencyLimit,
        Duration latency,
        double latencySpread,
        Duration tokenLifetime,
        Duration stallFor,
        Duration slowBy) {
    /// The defaults that the demo uses.
    public static NetSuiteConfig defaults() {
        return new NetSuiteConfig(
                "1234567_SB1",
                "sandbox-netsuite-client-id",
                5,
                Duration.ZERO,
                0,
                Duration.ofSeconds(3600),
                Duration.ofSeconds(61),
                Duration.ofSeconds(10));
    }

    /// The same with other times for stalls and slow calls.
    public NetSuiteConfig withTimes(Duration stall, Duration slow) {
        return new NetSuiteConfig(
                accountId,
                clientId,
                concurrencyLimit,
                latency,
                latencySpread,
                tokenLifetime,
                stall,
                slow);
    }

    /// The same with another concurrency limit and latency.
    public NetSuiteConfig withLoad(int limit, Duration median, double spread) {
        return new NetSuiteConfig(
                accountId, clientId, limit, median, spread, tokenLifetime, stallFor, slowBy);
    }
}
