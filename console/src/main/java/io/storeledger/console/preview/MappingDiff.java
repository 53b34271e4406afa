package io.storeledger.console.preview;

import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.Version;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.log.Position;
import io.storeledger.mapping.MappedOrder;
import io.storeledger.mapping.MappedRefund;
import io.storeledger.mapping.ProfileMapper;
import io.storeledger.mapping.RefundMapper;
import io.storeledger.mapping.Rules;
import io.storeledger.mapping.SalesOrderMapper;
import io.storeledger.mapping.StoreCustomer;
import io.storeledger.mapping.StoreOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.node.ObjectNode;

/// Puts the newest snapshot of each order, refund and customer that was fetched in a period through
/// two sets of rules. It calls nothing and writes nothing.
public final class MappingDiff {
    /// A snapshot is written to the log soon after it was fetched.
    private static final Duration UNTIL_WRITTEN = Duration.ofMinutes(1);

    private static final String NOT_MAPPED = "";

    private final LogReader log;
    private final ItemIds items;
    private final Request request;

    /// What is compared.
    ///
    /// @param store the store's hash
    /// @param from when the snapshots were fetched
    /// @param to the end of that, included
    public record Request(String store, Instant from, Instant to, Rules before, Rules after) {}

    private record Place(int partition, long offset, Version version) {}

    /// Why there is no body, or the body.
    private record Mapped(Optional<ObjectNode> body, String reason) {}

    private MappingDiff(LogReader log, ItemIds items, Request request) {
        this.log = log;
        this.items = items;
        this.request = request;
    }

    /// Compares them one by one, orders first.
    public static void run(KafkaClients kafka, Request request, Consumer<MappingChange> changes) {
        var log = new LogReader(kafka, "preview");
        var diff = new MappingDiff(log, ItemIds.read(log), request);
        for (SnapshotKind kind : SnapshotKind.values()) {
            diff.run(kind, changes);
        }
    }

    /// Reads twice: once for where the newest lie, once for those.
    private void run(SnapshotKind kind, Consumer<MappingChange> changes) {
        Map<Long, Place> newest = new HashMap<>();
        read(
                kind,
                (record, read) -> {
                    var place = new Place(record.partition(), record.offset(), read.version());
                    newest.merge(
                            read.id(),
                            place,
                            (one, other) ->
                                    other.version().isOlderThan(one.version()) ? one : other);
                });
        read(
                kind,
                (record, read) -> {
                    Place place = newest.get(read.id());
                    if (place != null
                            && place.partition() == record.partition()
                            && place.offset() == record.offset()) {
                        changes.accept(compare(kind, read));
                    }
                });
    }

    private void read(SnapshotKind kind, Reader reader) {
        log.read(
                log.between(
                        kind.topic(),
                        new Position.Time(request.from()),
                        new Position.Time(request.to().plus(UNTIL_WRITTEN))),
                record -> {
                    if (record.value() != null && RecordKey.isOf(request.store(), record.key())) {
                        SnapshotKind.Read read = kind.read(record.value());
                        Instant fetched = read.version().fetchedAt();
                        if (!fetched.isBefore(request.from()) && !fetched.isAfter(request.to())) {
                            reader.read(record, read);
                        }
                    }
                });
    }

    @FunctionalInterface
    private interface Reader {
        void read(ConsumerRecord<String, byte[]> record, SnapshotKind.Read read);
    }

    private MappingChange compare(SnapshotKind kind, SnapshotKind.Read read) {
        Mapped before = map(read.snapshot(), request.before());
        Mapped after = map(read.snapshot(), request.after());
        if (before.body().isEmpty() && after.body().isEmpty()) {
            return MappingChange.of(
                    kind,
                    read.id(),
                    before.reason().equals(NOT_MAPPED)
                            ? MappingChange.What.NOT_IMPORTED
                            : MappingChange.What.STILL_REJECTED,
                    after.reason());
        }
        if (after.body().isEmpty()) {
            return MappingChange.of(
                    kind, read.id(), MappingChange.What.NOW_REJECTED, after.reason());
        }
        if (before.body().isEmpty()) {
            return MappingChange.of(
                    kind, read.id(), MappingChange.What.NOW_ACCEPTED, before.reason());
        }
        List<Difference> differences =
                Differences.of(
                        ItemIds.named(before.body().get()),
                        ItemIds.named(after.body().get()),
                        Set.of());
        return new MappingChange(
                kind,
                read.id(),
                differences.isEmpty() ? MappingChange.What.SAME : MappingChange.What.DIFFERENT,
                "",
                differences);
    }

    private Mapped map(Object snapshot, Rules rules) {
        return switch (snapshot) {
            case OrderSnapshot order ->
                    order.disposition().isImported() ? order(order, rules) : notMapped();
            case RefundSnapshot refund ->
                    refund.order().disposition().isImported() ? refund(refund, rules) : notMapped();
            case CustomerSnapshot customer ->
                    customer.presence() == CustomerSnapshot.Presence.PRESENT
                            ? mapped(
                                    ProfileMapper.map(
                                            new StoreCustomer(
                                                    customer.store(),
                                                    customer.customer(),
                                                    customer.addresses()),
                                            rules))
                            : notMapped();
            default -> notMapped();
        };
    }

    private Mapped order(OrderSnapshot snapshot, Rules rules) {
        StoreOrder order = StoreOrder.of(snapshot);
        var found = items.find(order.store(), SalesOrderMapper.skusOf(order, rules));
        return switch (SalesOrderMapper.map(order, rules, found)) {
            case MappedOrder.Mapped ready -> mapped(ready.body());
            case MappedOrder.Unmappable(List<String> reasons) -> rejected(reasons);
        };
    }

    private Mapped refund(RefundSnapshot snapshot, Rules rules) {
        StoreOrder order = StoreOrder.of(snapshot.order());
        var found = items.find(order.store(), RefundMapper.skusOf(snapshot.refund(), order, rules));
        return switch (RefundMapper.map(snapshot.refund(), order, rules, found)) {
            case MappedRefund.Mapped ready -> mapped(ready.body());
            case MappedRefund.NothingRefunded nothing -> notMapped();
            case MappedRefund.Unmappable(List<String> reasons) -> rejected(reasons);
        };
    }

    private static Mapped mapped(ObjectNode body) {
        return new Mapped(Optional.of(body), NOT_MAPPED);
    }

    private static Mapped notMapped() {
        return new Mapped(Optional.empty(), NOT_MAPPED);
    }

    private static Mapped rejected(List<String> reasons) {
        return new Mapped(Optional.empty(), String.join(" ", reasons));
    }
}
