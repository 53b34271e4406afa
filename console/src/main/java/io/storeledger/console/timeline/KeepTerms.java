package io.storeledger.console.timeline;

import io.storeledger.common.json.Json;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Keeps to which records a term leads, by when it first did: an order that is fetched ten times is
/// noted once, and the newest of a thousand are found without reading the others.
///
/// What is known already, and when it was said last, is kept on this instance alone: another one
/// that takes over may note an order twice, and who searches sees it once all the same.
final class KeepTerms extends ContextualProcessor<String, byte[], Void, Void> {
    /// What is said again and again is noted again that seldom.
    private static final Duration REFRESH = Duration.ofDays(1);

    private final Optional<Duration> retention;
    private final Sweep sweep = new Sweep();

    /// @param retention how long what the log says is kept; empty for ever
    KeepTerms(Optional<Duration> retention) {
        this.retention = retention;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        retention.ifPresent(kept ->
                context.schedule(
                        KeepSteps.BETWEEN_SWEEPS,
                        PunctuationType.WALL_CLOCK_TIME,
                        now -> sweep.step(terms(), key -> isForgotten(key, now, kept))));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Hit hit = Json.read(record.value(), Hit.class);
        String name = hit.by() + " " + hit.key();
        byte[] pair = StepKey.of(record.key(), Instant.EPOCH, name);
        byte[] seen = known().get(pair);
        if (seen == null) {
            // the entry first: if we die in between, it is written again as it is
            terms().put(StepKey.of(record.key(), hit.at(), name), record.value());
        }
        if (record.timestamp() - time(seen) >= REFRESH.toMillis()) {
            known().put(pair, bytes(record.timestamp()));
        }
    }

    /// A term goes when it was not said any more for so long, however old the record is.
    private boolean isForgotten(byte[] key, long now, Duration kept) {
        byte[] pair = StepKey.withoutTime(key);
        byte[] seen = known().get(pair);
        if (seen == null) {
            // noted by another instance: it counts from now
            known().put(pair, bytes(now));
            return false;
        }
        boolean forgotten = time(seen) < now - kept.toMillis();
        if (forgotten) {
            known().delete(pair);
        }
        return forgotten;
    }

    private KeyValueStore<byte[], byte[]> terms() {
        return context().getStateStore(TimelineTopology.TERMS);
    }

    private KeyValueStore<byte[], byte[]> known() {
        return context().getStateStore(TimelineTopology.KNOWN);
    }

    private static byte[] bytes(long time) {
        return ByteBuffer.allocate(Long.BYTES).putLong(time).array();
    }

    /// Long ago for what nobody has said.
    private static long time(byte @Nullable [] seen) {
        return seen == null || seen.length != Long.BYTES ? 0 : ByteBuffer.wrap(seen).getLong();
    }
}
