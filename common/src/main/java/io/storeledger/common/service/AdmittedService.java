package io.storeledger.common.service;

import io.storeledger.common.kafka.KafkaUnavailableException;
import io.storeledger.common.kafka.RefusedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A service that starts as soon as Kafka is there and lets it: until then it runs without doing
/// anything, and says what it waits for. To end instead would only have it started again and again.
public final class AdmittedService implements Service {
    private static final Logger LOGGER = LoggerFactory.getLogger(AdmittedService.class);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

    private final String name;
    private final Supplier<? extends Service> starter;
    private final Duration betweenTries;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Service running;
    private volatile String waitsFor = "starts";
    private volatile Optional<String> cantStart = Optional.empty();

    private AdmittedService(
            String name, Supplier<? extends Service> starter, Duration betweenTries) {
        this.name = name;
        this.starter = starter;
        this.betweenTries = betweenTries;
    }

    /// Starts the service, or waits until it can be started, looking every few seconds.
    ///
    /// @param starter see [#start(String, Supplier, Duration)]
    public static AdmittedService start(String name, Supplier<? extends Service> starter) {
        return start(name, starter, BETWEEN_TRIES);
    }

    /// Starts the service, or waits until it can be started.
    ///
    /// @param starter starts it; a [RefusedException], a [KafkaUnavailableException] or another
    ///   failure of Kafka's has it tried again, any other comes through
    /// @param betweenTries how long it waits for the next try
    public static AdmittedService start(
            String name, Supplier<? extends Service> starter, Duration betweenTries) {
        var service = new AdmittedService(name, starter, betweenTries);
        if (!service.isStarted()) {
            Thread.ofPlatform().daemon().name(name + "-start").start(service::run);
        }
        return service;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> waitingFor() {
        Service service = running;
        return service == null ? Optional.of(waitsFor) : service.waitingFor();
    }

    /// To wait for Kafka is part of its work: started anew, it would only wait again.
    @Override
    public Optional<String> starting() {
        Service service = running;
        return service == null ? Optional.empty() : service.starting();
    }

    @Override
    public Optional<String> broken() {
        Service service = running;
        return service == null ? cantStart : service.broken();
    }

    @Override
    public void close() {
        closing.countDown();
        lock.lock();
        try {
            Service service = running;
            if (service != null) {
                service.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!closing.await(betweenTries.toMillis(), TimeUnit.MILLISECONDS)) {
                if (isStarted()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // whoever could be told at the start is told by readiness and log
            waitsFor = String.valueOf(e.getMessage());
            cantStart = Optional.of(waitsFor);
            LOGGER.atError().addKeyValue("detail", e.getMessage()).log("the {} can't start", name);
        }
    }

    /// Kafka's clients say only at the bottom what is wrong with their properties.
    private static String sentence(RuntimeException e) {
        String sentence = String.valueOf(e.getMessage());
        if (!(e instanceof KafkaException) || e.getCause() == null) {
            return sentence;
        }
        Throwable bottom = e;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        return sentence + ": " + bottom.getMessage();
    }

    private boolean isStarted() {
        lock.lock();
        try {
            if (closing.getCount() == 0) {
                return true;
            }
            running = starter.get();
            if (!waitsFor.equals("starts")) {
                LOGGER.atInfo().log("the {} starts: it has what it waited for", name);
            }
            return true;
        } catch (RefusedException | KafkaUnavailableException | KafkaException e) {
            String sentence = sentence(e);
            if (!sentence.equals(waitsFor)) {
                LOGGER.atWarn()
                        .addKeyValue("detail", sentence)
                        .log("the {} waits, and looks again every few seconds", name);
            }
            waitsFor = sentence;
            return false;
        } finally {
            lock.unlock();
        }
    }
}
