package io.storeledger.console.timeline;

import io.storeledger.common.json.Json;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/// Keeps to which records a term leads, by when it first did: an order that is fetched ten times is
/// noted once, and the newest of a thousand are found without reading the others.
///
/// What is known already is kept on this instance alone: another one that takes over may note an
/// order twice, and who searches sees it once all the same.
final class KeepTerms extends ContextualProcessor<String, byte[], Void, Void> {
    private static final byte[] YES = {1};

    @Override
    public void process(Record<String, byte[]> record) {
        Hit hit = Json.read(record.value(), Hit.class);
        String name = hit.by() + " " + hit.key();
        KeyValueStore<byte[], byte[]> terms = context().getStateStore(TimelineTopology.TERMS);
        KeyValueStore<byte[], byte[]> known = context().getStateStore(TimelineTopology.KNOWN);
        byte[] pair = StepKey.of(record.key(), Instant.EPOCH, name);
        if (known.get(pair) == null) {
            // the entry first: if we die in between, it is written again as it is
            terms.put(StepKey.of(record.key(), hit.at(), name), record.value());
            known.put(pair, YES);
        }
    }
}
