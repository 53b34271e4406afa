package io.storeledger.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C, which lets what runs come to a clean end first.
final class Interruption implements AutoCloseable {
    private static final long LONGEST_SECONDS = 30;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    Interruption() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::end));
    }

    /// At zero once it is to stop.
    CountDownLatch stop() {
        return stop;
    }

    @Override
    public void close() {
        ended.countDown();
    }

    private void end() {
        stop.countDown();
        try {
            var _ = ended.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
