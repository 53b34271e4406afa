package io.storeledger.common.consume;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Outcome.Skipped;
import java.util.concurrent.TimeUnit;

/// What a [KeyedConsumer] counts.
///
/// `storeledger.records` counts records by outcome and reason; those settled are done + skipped +
/// rejected. `storeledger.handling` times batches.
public final class ConsumerMetrics {
    private final MeterRegistry registry;
    private final Tags tags;

    /// @param service which service it is of
    /// @param connection which configured connection it serves
    public ConsumerMetrics(MeterRegistry registry, String service, String connection) {
        this.registry = registry;
        this.tags = Tags.of("service", service, "connection", connection);
    }

    void watch(Lanes lanes) {
        Gauge.builder("storeledger.handlers.running", lanes, Lanes::running)
                .description("Batches being handled now")
                .tags(tags)
                .register(registry);
        Gauge.builder("storeledger.keys.parked", lanes, Lanes::parked)
                .description("Keys that wait for their next attempt")
                .tags(tags)
                .register(registry);
        Gauge.builder("storeledger.halted", lanes, l -> l.halted().isPresent() ? 1 : 0)
                .description("1 while the connection is stopped until a person mends something")
                .tags(tags)
                .register(registry);
    }

    void handled(Outcome outcome, Batch batch, long nanos) {
        Tags what =
                switch (outcome) {
                    case Done done -> Tags.of("outcome", "done", "reason", "");
                    case Skipped(Reason reason) -> what("skipped", reason);
                    case Retry(var after, Reason reason) -> what("retry", reason);
                    case Rejected(Reason reason) -> what("rejected", reason);
                    case Halt(var after, Reason reason) -> what("halt", reason);
                };
        registry.counter("storeledger.records", tags.and(what)).increment(batch.records().size());
        registry.timer("storeledger.handling", tags).record(nanos, TimeUnit.NANOSECONDS);
    }

    private static Tags what(String outcome, Reason reason) {
        return Tags.of("outcome", outcome, "reason", reason.code());
    }
}
