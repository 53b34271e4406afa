package io.storeledger.benchmarks.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// Sends ready-made requests to a server over kept connections, a platform thread each.
///
/// @param port the server's
/// @param connections how many requests can be under way at once
/// @param requests sent one after another, over and over
public record HttpLoad(int port, int connections, List<byte[]> requests) {
    private static final int OK = 200;

    /// Times of `nanoTime` may be negative.
    private static final long NO_MORE = Long.MIN_VALUE;

    public HttpLoad {
        requests = List.copyOf(requests);
    }

    /// What came of it.
    ///
    /// @param ok requests that were answered 200
    /// @param failed requests that were not
    /// @param seconds from the first request to the last answer
    /// @param latencies of every request
    public record Outcome(long ok, long failed, double seconds, Latencies latencies) {}

    /// A closed loop: each connection sends as soon as it has its answer.
    public Outcome saturate(Duration length) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + length.toNanos();
        return run(
                start,
                new long[0],
                ticket -> System.nanoTime() < end ? System.nanoTime() : NO_MORE);
    }

    /// An open loop: each request is due at its time, whether or not others were answered; its
    /// latency counts from then.
    public Outcome steady(double perSecond, Duration length) throws InterruptedException {
        int total = (int) (perSecond * length.toMillis() / 1000);
        double interval = 1e9 / perSecond;
        long start = System.nanoTime() + Duration.ofMillis(50).toNanos();
        return run(
                start,
                new long[total],
                ticket -> ticket < total ? start + Math.round(ticket * interval) : NO_MORE);
    }

    /// When a request is due, [#NO_MORE] if there are no more.
    private interface Schedule {
        long due(long ticket);
    }

    private Outcome run(long start, long[] latencies, Schedule schedule)
            throws InterruptedException {
        var ok = new LongAdder();
        var failed = new LongAdder();
        var tickets = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .name("load-" + i)
                            .start(() -> serve(tickets, schedule, latencies, ok, failed)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Outcome(ok.sum(), failed.sum(), seconds, Latencies.of(latencies));
    }

    private void serve(
            AtomicLong tickets,
            Schedule schedule,
            long[] latencies,
            LongAdder ok,
            LongAdder failed) {
        try (var connection = new HttpConnection(port)) {
            while (true) {
                long ticket = tickets.getAndIncrement();
                long due = schedule.due(ticket);
                if (due == NO_MORE) {
                    return;
                }
                awaitNanos(due);
                int status = connection.exchange(requests.get((int) (ticket % requests.size())));
                if (ticket < latencies.length) {
                    latencies[(int) ticket] = System.nanoTime() - due;
                }
                (status == OK ? ok : failed).increment();
            }
        } catch (IOException e) {
            failed.increment();
            System.err.println("A connection of the load failed: " + e.getMessage());
        }
    }

    private static void awaitNanos(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
