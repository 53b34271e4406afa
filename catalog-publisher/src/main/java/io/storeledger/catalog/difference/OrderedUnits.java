package io.storeledger.catalog.difference;

import io.storeledger.catalog.rule.StockRule;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.Version;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a snapshot of an order says about stock. SKUs are in lower case.
///
/// @param wanted by SKU what it takes
/// @param refunded by SKU how many units of it are refunded
/// @param named the SKUs of what it takes or ever took
/// @param status its status in the store by number
/// @param placedAt when it was placed, if the store says so
record OrderedUnits(
        Version version,
        Map<String, Long> wanted,
        Map<String, Long> refunded,
        Set<String> named,
        long status,
        @Nullable Instant placedAt) {
    static OrderedUnits of(OrderSnapshot snapshot) {
        Map<String, Long> units = units(snapshot, "quantity");
        long status = whole(snapshot.order().path("status_id"));
        return new OrderedUnits(
                snapshot.version(),
                takesStock(snapshot.disposition(), status) ? units : Map.of(),
                units(snapshot, "quantity_refunded"),
                snapshot.disposition() == Disposition.INCOMPLETE ? Set.of() : units.keySet(),
                status,
                placedAt(snapshot));
    }

    private static boolean takesStock(Disposition disposition, long status) {
        return switch (disposition) {
            case IMPORT, STATUS_NOT_IMPORTED -> StockRule.takesStock(status);
            case INCOMPLETE, ARCHIVED, GONE -> false;
        };
    }

    private static Map<String, Long> units(OrderSnapshot snapshot, String field) {
        Map<String, Long> units = new TreeMap<>();
        for (ObjectNode product : snapshot.products()) {
            String sku = product.path("sku").asString("").toLowerCase(Locale.ROOT);
            long quantity = whole(product.path(field));
            if (!sku.isBlank() && quantity > 0) {
                units.merge(sku, quantity, Long::sum);
            }
        }
        return units;
    }

    /// As in `Tue, 20 Nov 2012 00:00:00 +0000`, or ISO 8601.
    private static @Nullable Instant placedAt(OrderSnapshot snapshot) {
        String date = snapshot.order().path("date_created").asString("");
        for (var format :
                List.of(
                        DateTimeFormatter.RFC_1123_DATE_TIME,
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME)) {
            try {
                return ZonedDateTime.parse(date, format).toInstant();
            } catch (DateTimeException e) {
                // the next one, or none
            }
        }
        return null;
    }

    /// The vendor writes numbers as text now and then.
    private static long whole(JsonNode number) {
        String text = number.asString("");
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }
}
