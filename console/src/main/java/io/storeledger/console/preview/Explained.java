package io.storeledger.console.preview;

import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.Version;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.log.Position;
import io.storeledger.mapping.Explanation;
import io.storeledger.mapping.Origin;
import io.storeledger.mapping.References;
import io.storeledger.mapping.RefundMapper;
import io.storeledger.mapping.Rules;
import io.storeledger.mapping.SalesOrderMapper;
import io.storeledger.mapping.StoreCustomer;
import io.storeledger.mapping.StoreOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The newest snapshot of a record in the log, and which rule gave which field of its NetSuite body
/// its value. It holds personal data.
///
/// @param version of the snapshot
/// @param imported whether it is one that is brought to NetSuite at all
/// @param lookedUp the SKUs whose items the writer looks up in NetSuite, since the log does not
///   know them
public record Explained(
        SnapshotKind kind,
        long id,
        Version version,
        boolean imported,
        Explanation explanation,
        List<String> lookedUp) {

    /// Copies the list.
    public Explained {
        lookedUp = List.copyOf(lookedUp);
    }

    /// Reads the log, where it lies, up to its end; empty if it has no such record.
    public static Optional<Explained> find(
            KafkaClients kafka, String store, Rules rules, SnapshotKind kind, long id) {
        var log = new LogReader(kafka, "preview");
        var newest = new AtomicReference<SnapshotKind.@Nullable Read>();
        log.read(
                log.span(
                        partitions(log, store, kind, id),
                        new Position.Beginning(),
                        new Position.End()),
                record -> {
                    if (RecordKey.isOf(store, record.key())
                            && mayBe(kind, id, record.key())
                            && record.value() != null) {
                        SnapshotKind.Read read = kind.read(record.value());
                        SnapshotKind.Read known = newest.get();
                        if (read.id() == id
                                && (known == null
                                        || !read.version().isOlderThan(known.version()))) {
                            newest.set(read);
                        }
                    }
                });
        SnapshotKind.Read found = newest.get();
        return found == null
                ? Optional.empty()
                : Optional.of(explain(kind, found, rules, ItemIds.read(log)));
    }

    /// A refund's key is its order's, which only the refund itself tells.
    private static List<TopicPartition> partitions(
            LogReader log, String store, SnapshotKind kind, long id) {
        return switch (kind) {
            case ORDER ->
                    log.partitionsOf(kind.topic(), List.of(RecordKey.order(store, id).toString()));
            case CUSTOMER ->
                    log.partitionsOf(
                            kind.topic(), List.of(RecordKey.customer(store, id).toString()));
            case REFUND -> log.partitions(kind.topic());
        };
    }

    private static boolean mayBe(SnapshotKind kind, long id, String key) {
        return kind == SnapshotKind.REFUND || key.endsWith("/" + id);
    }

    private static Explained explain(
            SnapshotKind kind, SnapshotKind.Read read, Rules rules, ItemIds items) {
        return switch (read.snapshot()) {
            case OrderSnapshot snapshot -> {
                boolean imported = snapshot.disposition().isImported();
                if (snapshot.order().isEmpty()) {
                    yield gone(kind, read);
                }
                StoreOrder order = StoreOrder.of(snapshot);
                References found = items.find(order.store(), SalesOrderMapper.skusOf(order, rules));
                yield explained(kind, read, imported, Explanation.of(order, rules, found), found);
            }
            case RefundSnapshot snapshot -> {
                StoreOrder order = StoreOrder.of(snapshot.order());
                References found =
                        items.find(
                                order.store(),
                                RefundMapper.skusOf(snapshot.refund(), order, rules));
                yield explained(
                        kind,
                        read,
                        snapshot.order().disposition().isImported(),
                        Explanation.of(snapshot.refund(), order, rules, found),
                        found);
            }
            case CustomerSnapshot snapshot ->
                    snapshot.presence() == CustomerSnapshot.Presence.DELETED
                            ? gone(kind, read)
                            : new Explained(
                                    kind,
                                    read.id(),
                                    read.version(),
                                    true,
                                    Explanation.of(
                                            new StoreCustomer(
                                                    snapshot.store(),
                                                    snapshot.customer(),
                                                    snapshot.addresses()),
                                            rules),
                                    List.of());
            default -> throw new IllegalStateException("no snapshot: " + read.snapshot());
        };
    }

    private static Explained gone(SnapshotKind kind, SnapshotKind.Read read) {
        return new Explained(
                kind,
                read.id(),
                read.version(),
                false,
                new Explanation(
                        List.of(),
                        Optional.empty(),
                        List.of("The store has no such " + kind.word() + " any more.")),
                List.of());
    }

    private static Explained explained(
            SnapshotKind kind,
            SnapshotKind.Read read,
            boolean imported,
            Explanation explanation,
            References found) {
        List<Origin> origins =
                explanation.origins().stream()
                        .map(origin ->
                                new Origin(
                                        origin.field(),
                                        ItemIds.named(origin.value()),
                                        origin.rules(),
                                        origin.sources(),
                                        origin.note()))
                        .toList();
        return new Explained(
                kind,
                read.id(),
                read.version(),
                imported,
                new Explanation(origins, explanation.proof(), explanation.obstacles()),
                ItemIds.unknown(found));
    }

    /// Names the record only: the rest is personal data.
    @Override
    public String toString() {
        return "Explained[" + kind.word() + " " + id + "]";
    }
}
