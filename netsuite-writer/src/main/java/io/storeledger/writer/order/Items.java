package io.storeledger.writer.order;

import io.storeledger.clients.netsuite.NetSuiteClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/// NetSuite's internal ids of items by SKU (`itemid`), asked for once and kept for a while.
///
/// SKUs are unique without regard to case in the store, and are looked up so. What NetSuite lacks
/// is asked for again each time: somebody may be creating it.
public final class Items {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int A_QUERY = 200;

    private final NetSuiteClient netSuite;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(String id, Instant until) {}

    /// The items of one account.
    public Items(NetSuiteClient netSuite, Clock clock) {
        this.netSuite = netSuite;
        this.clock = clock;
    }

    /// The ids of those SKUs that NetSuite has, by the SKU as given.
    public Map<String, String> find(Collection<String> skus) {
        Map<String, String> found = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (String sku : skus) {
            cached(sku).ifPresentOrElse(id -> found.put(sku, id), () -> missing.add(sku));
        }
        for (int from = 0; from < missing.size(); from += A_QUERY) {
            ask(missing.subList(from, Math.min(missing.size(), from + A_QUERY)));
        }
        for (String sku : missing) {
            cached(sku).ifPresent(id -> found.put(sku, id));
        }
        return found;
    }

    private Optional<String> cached(String sku) {
        Known entry = known.get(key(sku));
        return entry == null || entry.until().isBefore(clock.instant())
                ? Optional.empty()
                : Optional.of(entry.id());
    }

    private void ask(List<String> skus) {
        String places = String.join(",", Collections.nCopies(skus.size(), "?"));
        Iterator<ObjectNode> rows =
                netSuite.suiteQl(
                        "SELECT id, itemid FROM item WHERE UPPER(itemid) IN ("
                                + places
                                + ") AND isinactive = 'F' ORDER BY id",
                        skus.stream().map(Items::key).toList());
        Instant until = clock.instant().plus(KEPT);
        while (rows.hasNext()) {
            ObjectNode row = rows.next();
            known.put(
                    key(row.path("itemid").asString("")),
                    new Known(row.path("id").asString(""), until));
        }
    }

    private static String key(String sku) {
        return sku.toUpperCase(Locale.ROOT);
    }
}
