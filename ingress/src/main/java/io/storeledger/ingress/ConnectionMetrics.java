package io.storeledger.ingress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.metric.IngressMetrics;
import io.storeledger.ingress.hooks.AnswerWindow;
import io.storeledger.ingress.signature.Scheme;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// What is counted for one connection; every counter exists from the start, so that rates do too.
final class ConnectionMetrics {
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
            accepted.put(
                    scheme,
                    IngressMetrics.WEBHOOKS.of(metrics, connection, "accepted", scheme.word()));
            deadLetters.put(
                    scheme,
                    IngressMetrics.WEBHOOKS.of(metrics, connection, "dead-letter", scheme.word()));
        }
        for (Rejection rejection : Rejection.values()) {
            if (rejection != Rejection.UNKNOWN_CONNECTION) {
                refused.put(
                        rejection,
                        IngressMetrics.REFUSED.of(metrics, connection, rejection.code()));
            }
        }
        lateAccepted = IngressMetrics.LATE.of(metrics, connection, "accepted");
        lateReplayed = IngressMetrics.LATE.of(metrics, connection, "replayed");
    }

    /// Deliveries to paths of no connection; their names are the callers' and no label.
    static Counter unknownConnection(MeterRegistry metrics) {
        return IngressMetrics.REFUSED.of(metrics, "none", Rejection.UNKNOWN_CONNECTION.code());
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
        IngressMetrics.SUCCESS.of(metrics, window, AnswerWindow::ratio, connection);
        IngressMetrics.WINDOW.of(metrics, window, AnswerWindow::requests, connection);
        IngressMetrics.SILENCE.of(metrics, this, ConnectionMetrics::silence, connection);
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
}
