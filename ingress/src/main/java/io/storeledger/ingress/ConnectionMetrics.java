package io.storeledger.ingress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.ingress.hooks.AnswerWindow;
import io.storeledger.ingress.signature.Scheme;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// What is counted for one connection; every counter exists from the start, so that rates do too.
final class ConnectionMetrics {
    private static final String CONNECTION = "connection";

    private final Map<Scheme, Counter> accepted = new EnumMap<>(Scheme.class);
    private final Map<Scheme, Counter> deadLetters = new EnumMap<>(Scheme.class);
    private final Map<Rejection, Counter> refused = new EnumMap<>(Rejection.class);
    private final Counter lateAccepted;
    private final Counter lateReplayed;
    private final AnswerWindow window;
    private final Clock clock;

    /// Epoch milliseconds; 0 before the first.
    private final AtomicLong lastEvent = new AtomicLong();

    ConnectionMetrics(String connection, AnswerWindow window, Clock clock, MeterRegistry metrics) {
        this.window = window;
        this.clock = clock;
        watch(connection, metrics);
        for (Scheme scheme : Scheme.values()) {
            accepted.put(scheme, webhooks(connection, "accepted", scheme, metrics));
            deadLetters.put(scheme, webhooks(connection, "dead-letter", scheme, metrics));
        }
        for (Rejection rejection : Rejection.values()) {
            if (rejection != Rejection.UNKNOWN_CONNECTION) {
                refused.put(rejection, refused(connection, rejection, metrics));
            }
        }
        lateAccepted = late(connection, "accepted", metrics);
        lateReplayed = late(connection, "replayed", metrics);
    }

    /// Deliveries to paths of no connection; their names are the callers' and no label.
    static Counter unknownConnection(MeterRegistry metrics) {
        return refused("none", Rejection.UNKNOWN_CONNECTION, metrics);
    }

    /// A delivery was answered, with a 2xx or not.
    void answered(boolean ok) {
        window.answered(ok);
    }

    void accepted(Scheme scheme) {
        lastEvent.set(clock.millis());
        count(accepted, scheme);
    }

    void deadLetter(Scheme scheme) {
        count(deadLetters, scheme);
    }

    void refused(Rejection rejection) {
        count(refused, rejection);
    }

    void late(boolean replayed) {
        (replayed ? lateReplayed : lateAccepted).increment();
    }

    private void watch(String connection, MeterRegistry metrics) {
        Gauge.builder("storeledger.webhooks.success.ratio", window, AnswerWindow::ratio)
                .description(
                        "Of the last 2 minutes' deliveries, how many were answered 2xx; below"
                                + " 0.9 of at least 100 BigCommerce blocks the domain")
                .tag(CONNECTION, connection)
                .strongReference(true)
                .register(metrics);
        Gauge.builder("storeledger.webhooks.window.requests", window, AnswerWindow::requests)
                .description("Deliveries in the last 2 minutes")
                .tag(CONNECTION, connection)
                .strongReference(true)
                .register(metrics);
        Gauge.builder("storeledger.webhooks.silence.seconds", this, ConnectionMetrics::silence)
                .description("Since the last event; NaN before the first since the start")
                .tag(CONNECTION, connection)
                .strongReference(true)
                .register(metrics);
    }

    private double silence() {
        long last = lastEvent.get();
        return last == 0 ? Double.NaN : (clock.millis() - last) / 1000.0;
    }

    private static <K> void count(Map<K, Counter> counters, K key) {
        Counter counter = counters.get(key);
        if (counter != null) {
            counter.increment();
        }
    }

    private static Counter webhooks(
            String connection, String result, Scheme scheme, MeterRegistry metrics) {
        return Counter.builder("storeledger.webhooks")
                .description("Deliveries that were answered 200: where they were written")
                .tags(CONNECTION, connection, "result", result, "scheme", scheme.word())
                .register(metrics);
    }

    private static Counter refused(String connection, Rejection rejection, MeterRegistry metrics) {
        return Counter.builder("storeledger.webhooks.refused")
                .description("Deliveries that were not answered 200, by reason")
                .tags(CONNECTION, connection, "reason", rejection.code())
                .register(metrics);
    }

    private static Counter late(String connection, String result, MeterRegistry metrics) {
        return Counter.builder("storeledger.webhooks.late")
                .description("Genuine deliveries outside the tolerance: late retries, and replays")
                .tags(CONNECTION, connection, "result", result)
                .register(metrics);
    }
}
