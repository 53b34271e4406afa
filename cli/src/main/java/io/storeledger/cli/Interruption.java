package io.storeledger.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C, which lets what runs come to a clean end first, if that comes soon.
final class Interruption implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final PrintWriter out;
    private final String otherwise;

    /// @param otherwise what to say if it does not come to its end, such as while Kafka does not
    ///   answer
    Interruption(PrintWriter out, String otherwise) {
        this.out = out;
        this.otherwise = otherwise;
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> end(PATIENCE)));
    }

    /// At zero once it is to stop.
    CountDownLatch stop() {
        return stop;
    }

    @Override
    public void close() {
        ended.countDown();
    }

    /// Stops; the JVM ends when this returns, whatever still waits in it.
    void end(Duration patience) {
        stop.countDown();
        try {
            if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                out.println();
                out.println(otherwise);
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
