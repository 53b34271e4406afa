package io.storeledger.catalog.reading;

import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.clients.netsuite.NetSuiteClient;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// The items' prices of one price level, for the smallest quantity. Accounts differ in which table
/// they show: one after another is tried, and the first that answers is kept.
final class Prices {
    private static final Logger LOGGER = LoggerFactory.getLogger(Prices.class);

    /// The level's id, then the items'.
    private static final List<String> BY_LEVEL =
            List.of(
                    "SELECT item, unitprice AS amount, quantity FROM pricing"
                            + " WHERE pricelevel = %s AND item IN (%s) ORDER BY item, quantity",
                    "SELECT item, price AS amount FROM itemprice"
                            + " WHERE pricelevel = %s AND item IN (%s) ORDER BY item");

    private static final String BASE_LEVEL = "1";

    private final NetSuiteClient netSuite;
    private final String level;
    private int source;

    Prices(NetSuiteClient netSuite, String level) {
        this.netSuite = netSuite;
        this.level = level;
    }

    /// @param items at most a thousand
    /// @throws Refused if no table shows prices of this level
    Map<Long, BigDecimal> of(Collection<Long> items) {
        while (true) {
            try {
                return read(query(Rows.list(items)));
            } catch (Refused refused) {
                if (source == BY_LEVEL.size() || !hasNext()) {
                    throw refused;
                }
                LOGGER.atInfo()
                        .addKeyValue("detail", refused.getMessage())
                        .log("another table is asked for prices");
                source++;
            }
        }
    }

    private boolean hasNext() {
        return source + 1 < BY_LEVEL.size() || level.equals(BASE_LEVEL);
    }

    private String query(String items) {
        return source < BY_LEVEL.size()
                ? BY_LEVEL.get(source).formatted(level, items)
                : "SELECT id AS item, baseprice AS amount FROM item WHERE id IN ("
                        + items
                        + ") ORDER BY id";
    }

    private Map<Long, BigDecimal> read(String query) {
        Map<Long, BigDecimal> prices = new HashMap<>();
        Iterator<ObjectNode> rows = netSuite.suiteQl(query, List.of());
        while (rows.hasNext()) {
            ObjectNode row = rows.next();
            Rows.number(row, "amount")
                    .ifPresent(amount -> prices.putIfAbsent(Rows.id(row, "item"), amount));
        }
        return prices;
    }
}
