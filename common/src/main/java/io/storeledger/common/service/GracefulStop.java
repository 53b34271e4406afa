package io.storeledger.common.service;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends a process in good order when it is told to (SIGTERM, Ctrl-C), and in any case within
/// [#WITHIN]: orchestrators kill after 30 s whoever is still there.
///
/// What was cut off was not committed; after the next start it is done again, which changes nothing
/// where it was done already.
public final class GracefulStop {
    /// The time from the signal to the end of the process.
    public static final Duration WITHIN = Duration.ofSeconds(28);

    private static final Logger LOGGER = LoggerFactory.getLogger(GracefulStop.class);

    /// As the JVM says it of itself: 128 + SIGTERM.
    private static final int TERMINATED = 143;

    private GracefulStop() {}

    /// Waits until the process is told to end and everything has stopped.
    ///
    /// @param stop stops everything
    public static void await(Runnable stop) {
        await(stop, WITHIN);
    }

    static void await(Runnable stop, Duration within) {
        var stopped = new CountDownLatch(1);
        Runnable hook =
                () -> {
                    stopInTime(stop, within);
                    stopped.countDown();
                };
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(hook));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Closes all of them side by side: each may have to wait for calls under way. Returns when all
    /// are closed, whatever went wrong with one of them.
    public static void closeAll(List<? extends Service> services) {
        List<Thread> closing =
                services.stream()
                        .map(service ->
                                Thread.ofPlatform()
                                        .name("stop-" + service.name())
                                        .start(service::close))
                        .toList();
        try {
            for (Thread thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stopInTime(Runnable stop, Duration within) {
        LOGGER.atInfo().log("asked to end: takes no more work and lets what runs end");
        Thread stopping = Thread.ofPlatform().daemon().name("stopping").start(stop);
        try {
            if (stopping.join(within)) {
                LOGGER.atInfo().log("stopped");
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOGGER.atWarn()
                .log(
                        "not all of it stopped in time; what was under way is done again after the"
                                + " next start");
        Runtime.getRuntime().halt(TERMINATED);
    }
}
