package io.storeledger.console.replay;

import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.Sighting;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// What a record tells of, and the store can be asked for.
///
/// @param id BigCommerce's; 0 for all refunds of an order
/// @param parent the order of a refund; of anything else its own id
public record Told(String store, Kind kind, long id, long parent) {
    private static final String REFUND = "store/order/refund/";

    /// What a record of a topic tells of; empty if it is nothing that can be fetched.
    public static Optional<Told> of(Topic<?> topic, String key, Headers headers, byte[] value) {
        RecordKey record;
        try {
            record = RecordKey.parse(key);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (!record.id().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        long id = Long.parseLong(record.id());
        return switch (record.resource()) {
            case RecordKey.CUSTOMER -> Optional.of(new Told(record.store(), Kind.CUSTOMER, id, id));
            case RecordKey.ORDER ->
                    Optional.of(
                            isRefund(topic, headers)
                                    ? new Told(
                                            record.store(), Kind.REFUND, refund(topic, value), id)
                                    : new Told(record.store(), Kind.ORDER, id, id));
            default -> Optional.empty();
        };
    }

    /// The configured connection that a record belongs to; empty text if it does not say.
    public static String connection(Headers headers, byte[] value) {
        return EventHeaders.text(headers, EventHeaders.CONNECTION)
                .orElseGet(() -> {
                    Head head = head(value);
                    if (head.connection() != null) {
                        return head.connection();
                    }
                    return head.order() == null || head.order().connection() == null
                            ? ""
                            : head.order().connection();
                });
    }

    /// What people call it: `order 1001`, `customer 55`, `refund 1001/7`.
    public String name() {
        return switch (kind) {
            case ORDER -> "order " + id;
            case CUSTOMER -> "customer " + id;
            case REFUND -> "refund " + parent + "/" + id;
        };
    }

    /// The same, but of a refund all that its order has.
    public Told all() {
        return kind == Kind.REFUND ? new Told(store, kind, 0, parent) : this;
    }

    /// The topic of its snapshots.
    Topic<?> snapshots() {
        return switch (kind) {
            case ORDER -> Topics.ORDERS;
            case REFUND -> Topics.REFUNDS;
            case CUSTOMER -> Topics.CUSTOMERS;
        };
    }

    /// Its key: refunds are kept under their order.
    RecordKey key() {
        return kind == Kind.CUSTOMER
                ? RecordKey.customer(store, parent)
                : RecordKey.order(store, parent);
    }

    /// That it is to be looked at.
    Sighting sighting(String connection, String source, Instant now) {
        return new Sighting(connection, store, kind, id, parent, now, source, true, now);
    }

    private static boolean isRefund(Topic<?> topic, Headers headers) {
        if (!topic.name().equals(Topics.WEBHOOKS.name())) {
            return topic.name().equals(Topics.REFUNDS.name());
        }
        return EventHeaders.text(headers, EventHeaders.CE_TYPE)
                .filter(type -> type.startsWith(REFUND))
                .isPresent();
    }

    private static long refund(Topic<?> topic, byte[] value) {
        if (topic.name().equals(Topics.REFUNDS.name())) {
            return head(value).refundId();
        }
        try {
            return Json.tree(value).path("data").path("refund").path("refund_id").asLong(0);
        } catch (MalformedJsonException e) {
            return 0;
        }
    }

    /// As much as is needed of a snapshot.
    private record Head(@Nullable String connection, long refundId, @Nullable OrderHead order) {
        static final Head UNREADABLE = new Head(null, 0, null);
    }

    private record OrderHead(@Nullable String connection) {}

    private static Head head(byte[] value) {
        try {
            return Json.read(value, Head.class);
        } catch (MalformedJsonException e) {
            return Head.UNREADABLE;
        }
    }
}
