package io.storeledger.common.service;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.kafka.KafkaUnavailableException;
import io.storeledger.common.kafka.RefusedException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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

    /// Said before anything is closed: who is not ready is sent nothing more.
    private static final Optional<String> STOPS = Optional.of("stops");

    private final String name;
    private final MeterRegistry metrics;
    private final Supplier<? extends Service> starter;
    private final Duration betweenTries;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Service running;
    private volatile String waitsFor = "starts";
    private volatile Optional<String> cantStart = Optional.empty();

    private AdmittedService(
            String name,
            MeterRegistry metrics,
            Supplier<? extends Service> starter,
            Duration betweenTries) {
        this.name = name;
        this.metrics = metrics;
        this.starter = starter;
        this.betweenTries = betweenTries;
    }

    /// Starts the service, or waits until it can be started, looking every few seconds.
    ///
    /// For the parameters see [#start(String, MeterRegistry, Supplier, Duration)].
    public static AdmittedService start(
            String name, MeterRegistry metrics, Supplier<? extends Service> starter) {
        return start(name, metrics, starter, BETWEEN_TRIES);
    }

    /// Starts the service, or waits until it can be started.
    ///
    /// @param metrics where the service's meters are; those of a try that failed are taken out
    ///   again
    /// @param starter starts it, and has closed what it opened if it fails; a [RefusedException], a
    ///   [KafkaUnavailableException] or another failure of Kafka's has it tried again, any other
    ///   comes through
    /// @param betweenTries how long it waits for the next try
    public static AdmittedService start(
            String name,
            MeterRegistry metrics,
            Supplier<? extends Service> starter,
            Duration betweenTries) {
        var service = new AdmittedService(name, metrics, starter, betweenTries);
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
        if (closing.getCount() == 0) {
            return STOPS;
        }
        Service service = running;
        return service == null ? Optional.of(waitsFor) : service.waitingFor();
    }

    /// To wait for Kafka is part of its work: started anew, it would only wait again.
    @Override
    public Optional<String> note() {
        Service service = running;
        return service == null ? Optional.empty() : service.note();
    }

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

    /// Else the gauges of the next try would not be shown: a gauge's name is taken once.
    private void forgetAllBut(Set<Meter> before) {
        metrics.getMeters().stream()
                .filter(meter -> !before.contains(meter))
                .forEach(metrics::remove);
    }

    private boolean isStarted() {
        Set<Meter> before = Set.copyOf(metrics.getMeters());
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
            forgetAllBut(before);
            return false;
        } finally {
            lock.unlock();
        }
    }
}
