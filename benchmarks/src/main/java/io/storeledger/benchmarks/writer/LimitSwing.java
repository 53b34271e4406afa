package io.storeledger.benchmarks.writer;

import io.storeledger.sandbox.netsuite.NetSuiteSandbox;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Lets the account's limit swing between two values, from the first call on.
final class LimitSwing implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final NetSuiteSandbox account;
    private final int high;
    private final Thread thread;

    LimitSwing(NetSuiteSandbox account, int high, int low) {
        this.account = account;
        this.high = high;
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("limit-swing")
                        .start(() -> {
                            try {
                                while (account.inFlight() == 0) {
                                    TimeUnit.MILLISECONDS.sleep(1);
                                }
                                while (true) {
                                    TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
                                    account.concurrencyLimit(low);
                                    TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
                                    account.concurrencyLimit(high);
                                }
                            } catch (InterruptedException e) {
                                // it was closed
                            }
                        });
    }

    /// How many calls of this length the account bears a second on average over the first seconds.
    static double ceiling(int high, int low, Duration call, double seconds) {
        double every = EVERY.toSeconds();
        double highSeconds = 0;
        for (double at = 0; at < seconds; at += 2 * every) {
            highSeconds += Math.min(every, seconds - at);
        }
        double slots = (highSeconds * high + (seconds - highSeconds) * low) / seconds;
        return slots * 1000 / call.toMillis();
    }

    @Override
    public void close() {
        thread.interrupt();
        account.concurrencyLimit(high);
    }
}
