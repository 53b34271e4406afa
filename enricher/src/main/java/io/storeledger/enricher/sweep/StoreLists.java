package io.storeledger.enricher.sweep;

import io.storeledger.clients.bigcommerce.BigCommerceClient;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.common.json.VendorDates;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.node.ObjectNode;

/// What the store changed in a time, oldest first.
final class StoreLists {
    /// Refunds have no order of their own in the store's list: so many of them are read at once.
    private static final Duration REFUNDS_AT_ONCE = Duration.ofDays(1);

    private final BigCommerceClient client;

    StoreLists(BigCommerceClient client) {
        this.client = client;
    }

    /// Orders and customers by their modification, refunds by their creation.
    ///
    /// @param from included
    /// @param to included
    Stream<Seen> changed(Kind kind, Instant from, Instant to) {
        if (from.isAfter(to)) {
            return Stream.empty();
        }
        return switch (kind) {
            case ORDER -> until(to, kind, client.ordersModifiedSince(from));
            case CUSTOMER -> until(to, kind, client.customersModifiedSince(from));
            case REFUND -> refunds(from, to);
        };
    }

    private static Stream<Seen> until(Instant to, Kind kind, Iterator<ObjectNode> records) {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(records, Spliterator.ORDERED), false)
                .flatMap(record -> seen(kind, record, "id", "date_modified").stream())
                .takeWhile(seen -> !seen.asOf().isAfter(to));
    }

    private Stream<Seen> refunds(Instant from, Instant to) {
        return Stream.iterate(
                        from, start -> !start.isAfter(to), start -> start.plus(REFUNDS_AT_ONCE))
                .flatMap(start -> slice(start, earlier(start.plus(REFUNDS_AT_ONCE), to)).stream());
    }

    private List<Seen> slice(Instant from, Instant to) {
        return client.refundsCreatedBetween(from, to).stream()
                .flatMap(refund -> seen(Kind.REFUND, refund, "order_id", "created").stream())
                .sorted(Comparator.comparing(Seen::asOf))
                .toList();
    }

    private static Optional<Seen> seen(Kind kind, ObjectNode record, String parent, String time) {
        long id = record.path("id").asLong(0);
        long parentId = record.path(parent).asLong(0);
        return id <= 0 || parentId <= 0
                ? Optional.empty()
                : VendorDates.parse(record.path(time).asString(""))
                        .map(asOf -> new Seen(kind, id, parentId, asOf));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
