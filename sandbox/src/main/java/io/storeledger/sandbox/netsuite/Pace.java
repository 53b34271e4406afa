package io.storeledger.sandbox.netsuite;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lets somebody work at a pace: so many steps a second, on a thread of its own.
final class Pace implements AutoCloseable {
    private static final long TICK_MILLIS = 50;
    private static final int BEHIND = 1000;

    private final String thread;
    private final Runnable step;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ScheduledExecutorService time;
    private @Nullable ScheduledFuture<?> working;
    private double due;

    Pace(String thread, Runnable step) {
        this.thread = thread;
        this.step = step;
    }

    void start(double stepsPerSecond) {
        lock.lock();
        try {
            cancel();
            if (time == null) {
                time =
                        Executors.newSingleThreadScheduledExecutor(
                                Thread.ofPlatform().daemon().name(thread).factory());
            }
            working =
                    time.scheduleAtFixedRate(
                            () -> tick(stepsPerSecond * TICK_MILLIS / 1000),
                            0,
                            TICK_MILLIS,
                            TimeUnit.MILLISECONDS);
        } finally {
            lock.unlock();
        }
    }

    /// Returns when the step under way is done.
    void stop() {
        lock.lock();
        try {
            cancel();
        } finally {
            lock.unlock();
        }
    }

    /// Stops for good.
    @Override
    public void close() {
        lock.lock();
        try {
            cancel();
            if (time != null) {
                time.shutdownNow();
                time = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void cancel() {
        if (working != null) {
            working.cancel(false);
            working = null;
        }
    }

    private void tick(double steps) {
        lock.lock();
        try {
            due = Math.min(due + steps, BEHIND);
            while (due >= 1 && working != null) {
                due -= 1;
                step.run();
            }
        } finally {
            lock.unlock();
        }
    }
}
