package io.storeledger.common.consume;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.RejectedSome;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Outcome.Skipped;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What a [KeyedConsumer] counts.
///
/// `storeledger.records` counts records by outcome and reason; those settled are done + skipped +
/// rejected. `storeledger.handling` times batches. `storeledger.attempts.lost` counts tries that
/// failed and that nobody will read of in the log of attempts.
public final class ConsumerMetrics {
    private static final String REJECTED = "rejected";
    private static final Tags DONE = Tags.of("outcome", "done", "reason", "");

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
        int records = batch.records().size();
        switch (outcome) {
            case Done done -> count(DONE, records);
            case Skipped(Reason reason) -> count(what("skipped", reason), records);
            case Retry(var after, Reason reason, var calls) ->
                    count(what("retry", reason), records);
            case Rejected(Reason reason) -> count(what(REJECTED, reason), records);
            case RejectedSome(Map<String, Reason> reasons) -> {
                int done = 0;
                for (var record : batch.records()) {
                    Reason reason = reasons.get(record.key());
                    if (reason == null) {
                        done++;
                    } else {
                        count(what(REJECTED, reason), 1);
                    }
                }
                count(DONE, done);
            }
            case Halt(var after, Reason reason, var calls) -> count(what("halt", reason), records);
        }
        registry.timer("storeledger.handling", tags).record(nanos, TimeUnit.NANOSECONDS);
    }

    void attemptLost() {
        registry.counter("storeledger.attempts.lost", tags).increment();
    }

    private void count(Tags what, int records) {
        registry.counter("storeledger.records", tags.and(what)).increment(records);
    }

    private static Tags what(String outcome, Reason reason) {
        return Tags.of("outcome", outcome, "reason", reason.code());
    }
}
