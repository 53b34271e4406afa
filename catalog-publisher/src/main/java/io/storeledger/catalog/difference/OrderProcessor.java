package io.storeledger.catalog.difference;

import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Keeps each order's state and tells the SKUs what it takes of them.
abstract sealed class OrderProcessor extends ContextualProcessor<String, byte[], String, byte[]> {
    /// Nothing is heard any more of an order so old; if something is, it begins anew.
    static final Duration KEPT = Duration.ofDays(30);

    /// What the enricher fetched.
    static final class Snapshots extends OrderProcessor {
        private @Nullable Cancellable purging;

        @Override
        public void init(ProcessorContext<String, byte[]> context) {
            super.init(context);
            purging =
                    context.schedule(
                            Duration.ofHours(1), PunctuationType.WALL_CLOCK_TIME, this::purge);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            if (isOrder(record.key())) {
                EventReader.event(record.key(), record.value(), OrderSnapshot.class)
                        .map(OrderedUnits::of)
                        .ifPresent(units -> {
                            OrderState before = state(record.key());
                            tell(record, before, before.with(units, at(record)), units.named());
                        });
            }
        }

        @Override
        public void close() {
            if (purging != null) {
                purging.cancel();
            }
        }

        private void purge(long now) {
            Instant oldest = Instant.ofEpochMilli(now).minus(KEPT);
            List<KeyValue<String, OrderState>> old = new ArrayList<>();
            try (KeyValueIterator<String, byte[]> all = orders().all()) {
                while (all.hasNext()) {
                    KeyValue<String, byte[]> entry = all.next();
                    OrderState state = StateFormat.ORDERS.read(entry.value);
                    if (state.isSettled() && state.touchedAt().isBefore(oldest)) {
                        old.add(KeyValue.pair(entry.key, state));
                    }
                }
            }
            for (KeyValue<String, OrderState> entry : old) {
                orders().delete(entry.key);
                forward(entry.key, entry.value.farewell(entry.key), now);
            }
        }
    }

    /// What the writer did.
    static final class Outcomes extends OrderProcessor {
        @Override
        public void process(Record<String, byte[]> record) {
            if (isOrder(record.key())) {
                EventReader.event(record.key(), record.value(), WriteOutcome.class)
                        .ifPresent(outcome -> {
                            OrderState before = state(record.key());
                            tell(record, before, before.with(outcome, at(record)), Set.of());
                        });
            }
        }
    }

    KeyValueStore<String, byte[]> orders() {
        return context().getStateStore(DifferenceTopology.ORDERS);
    }

    OrderState state(String key) {
        byte @Nullable [] value = orders().get(key);
        return value == null ? OrderState.UNKNOWN : StateFormat.ORDERS.read(value);
    }

    /// Keeps what is known now and tells what has changed by it.
    ///
    /// @param named the SKUs that the record names
    void tell(
            Record<String, byte[]> record, OrderState before, OrderState after, Set<String> named) {
        if (after.equals(before)) {
            return;
        }
        orders().put(record.key(), StateFormat.ORDERS.bytes(after));
        forward(record.key(), after.lines(record.key(), before, named), record.timestamp());
    }

    void forward(String order, List<OrderLine> lines, long at) {
        String store = RecordKey.storeOf(order);
        for (OrderLine line : lines) {
            context()
                    .forward(
                            new Record<>(
                                    RecordKey.sku(store, line.sku()).toString(),
                                    Json.bytes(line),
                                    at));
        }
    }

    static boolean isOrder(String key) {
        return RecordKey.parse(key).resource().equals(RecordKey.ORDER);
    }

    static Instant at(Record<String, byte[]> record) {
        return Instant.ofEpochMilli(record.timestamp());
    }
}
