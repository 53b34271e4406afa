package io.storeledger.enricher.refund;

import io.storeledger.common.consume.Batch;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;

/// The refunds that an order's events speak of.
///
/// A refund's event carries the order's id as `data.id` and its own as `data.refund.refund_id`
/// (BigCommerce, "Order events").
///
/// @param ids of those that were named
/// @param all whether an event spoke of a refund without naming it
public record ToldRefunds(Set<Long> ids, boolean all) {
    private static final String SCOPE = "store/order/refund/";

    public ToldRefunds {
        ids = Set.copyOf(ids);
    }

    /// What a batch of an order's events speaks of.
    public static ToldRefunds of(Batch batch) {
        Set<Long> ids = new HashSet<>();
        boolean all = false;
        for (ConsumerRecord<String, byte[]> record : batch.records()) {
            boolean refund =
                    EventHeaders.text(record.headers(), EventHeaders.CE_TYPE)
                            .filter(type -> type.startsWith(SCOPE))
                            .isPresent();
            if (refund) {
                Optional<Long> id = id(record.value());
                id.ifPresent(ids::add);
                all |= id.isEmpty();
            }
        }
        return new ToldRefunds(ids, all);
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return ids.isEmpty() && !all;
    }

    /// Whether this one is among them.
    public boolean include(long id) {
        return all || ids.contains(id);
    }

    private static Optional<Long> id(byte[] body) {
        try {
            JsonNode id = Json.tree(body).path("data").path("refund").path("refund_id");
            return Optional.of(id.asLong(0)).filter(number -> number > 0);
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }
}
