package io.storeledger.ingress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.ingress.signature.Scheme;
import java.util.EnumMap;
import java.util.Map;

/// What is counted for one connection; every counter exists from the start, so that rates do too.
final class ConnectionMetrics {
    private static final String CONNECTION = "connection";

    private final Map<Scheme, Counter> accepted = new EnumMap<>(Scheme.class);
    private final Map<Scheme, Counter> deadLetters = new EnumMap<>(Scheme.class);
    private final Map<Rejection, Counter> refused = new EnumMap<>(Rejection.class);
    private final Counter lateAccepted;
    private final Counter lateReplayed;

    ConnectionMetrics(String connection, MeterRegistry metrics) {
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

    void accepted(Scheme scheme) {
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
