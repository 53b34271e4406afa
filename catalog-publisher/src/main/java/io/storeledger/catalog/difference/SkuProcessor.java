package io.storeledger.catalog.difference;

import io.storeledger.catalog.difference.Differences.Step;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Keeps each SKU's state and tells what is to be published.
final class SkuProcessor extends ContextualProcessor<String, SkuFact, String, byte[]> {
    private final Map<String, Differences> stores;
    private final Supplier<Instant> ordersRead;
    private final DifferenceMetrics metrics;
    private final Map<String, Long> held = new HashMap<>();

    SkuProcessor(
            Map<String, Differences> stores,
            Supplier<Instant> ordersRead,
            DifferenceMetrics metrics) {
        this.stores = stores;
        this.ordersRead = ordersRead;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        try (KeyValueIterator<String, byte[]> all = skus().all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                count(entry.key, StateFormat.SKUS.read(entry.value).held());
            }
        }
    }

    @Override
    public void process(Record<String, SkuFact> record) {
        Differences differences = stores.get(RecordKey.storeOf(record.key()));
        if (differences == null) {
            return;
        }
        byte @Nullable [] value = skus().get(record.key());
        SkuState before = value == null ? SkuState.UNKNOWN : StateFormat.SKUS.read(value);
        Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
        Step step = differences.apply(before, record.value(), now, ordersRead.get());
        SkuState after = step.state();
        if (!after.equals(before)) {
            skus().put(record.key(), StateFormat.SKUS.bytes(after));
            count(record.key(), after.held() - before.held());
        }
        step.change()
                .ifPresent(change -> {
                    metrics.changed(change);
                    context().forward(record.withValue(Json.bytes(change)));
                });
    }

    /// This task may go on elsewhere.
    @Override
    public void close() {
        held.forEach((store, quantity) -> metrics.held(store, -quantity));
        held.clear();
    }

    private void count(String key, long more) {
        if (more != 0) {
            String store = RecordKey.storeOf(key);
            held.merge(store, more, Long::sum);
            metrics.held(store, more);
        }
    }

    private KeyValueStore<String, byte[]> skus() {
        return context().getStateStore(DifferenceTopology.SKUS);
    }
}
