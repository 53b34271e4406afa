package io.storeledger.enricher.sweep;

import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.Sighting;
import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// That somebody has looked at a record, or was told to, as of a time: whatever the store changed
/// before it, is known.
///
/// @param key of the record; a refund's has its own id behind its order's
/// @param asOf by the store's clock where it tells, else by ours
record Known(String key, Instant asOf) {
    private static final String REFUND_SCOPE = "store/order/refund/";

    /// What a sighting asks for.
    static String key(Sighting sighting) {
        return switch (sighting.kind()) {
            case ORDER, CUSTOMER -> sighting.key().toString();
            case REFUND -> refund(sighting.key().toString(), sighting.id());
        };
    }

    /// What a webhook tells of, whoever sent it: the fetch that it causes comes after its time.
    static List<Known> ofWebhook(Record<String, byte[]> record) {
        Optional<Instant> time =
                EventHeaders.text(record.headers(), EventHeaders.CE_TIME).flatMap(Known::time);
        if (time.isEmpty()) {
            return List.of();
        }
        List<Known> known = new ArrayList<>();
        known.add(new Known(record.key(), time.get()));
        boolean refund =
                EventHeaders.text(record.headers(), EventHeaders.CE_TYPE)
                        .filter(scope -> scope.startsWith(REFUND_SCOPE))
                        .isPresent();
        if (refund) {
            long id = json(record).path("data").path("refund").path("refund_id").asLong(0);
            known.add(new Known(refund(record.key(), id), time.get()));
        }
        return known;
    }

    /// What the snapshot of an order or customer holds.
    static List<Known> ofSnapshot(Record<String, byte[]> record) {
        return read(record, Versioned.class)
                .map(Versioned::version)
                .map(version -> List.of(new Known(record.key(), version.modified())))
                .orElse(List.of());
    }

    /// What the snapshot of a refund holds: a refund has no modification, its payment settles
    /// later; so it counts when it was fetched.
    static List<Known> ofRefund(Record<String, byte[]> record) {
        return read(record, VersionedRefund.class)
                .filter(refund -> refund.version() != null)
                .map(refund ->
                        List.of(
                                new Known(
                                        refund(record.key(), refund.refundId()),
                                        refund.version().fetchedAt())))
                .orElse(List.of());
    }

    private record Versioned(@Nullable Version version) {}

    private record VersionedRefund(long refundId, Version version) {}

    private static String refund(String order, long id) {
        return order + "/refund/" + id;
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static JsonNode json(Record<String, byte[]> record) {
        try {
            return Json.tree(record.value());
        } catch (MalformedJsonException e) {
            return Json.object();
        }
    }

    /// Empty if it is no such thing: a stranger's record in the topic must not stop us.
    private static <T> Optional<T> read(Record<String, byte[]> record, Class<T> type) {
        try {
            return Optional.of(Json.read(record.value(), type));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }
}
