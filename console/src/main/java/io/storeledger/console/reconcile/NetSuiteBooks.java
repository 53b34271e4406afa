package io.storeledger.console.reconcile;

import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.netsuite.NetSuiteClient;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Reads the sales orders and credits that came from a store: by SuiteQL, one call at a time, so
/// that the account's slots are left to the writer.
final class NetSuiteBooks {
    /// Oracle takes 1000 values in an IN at most; half of that keeps the query short.
    private static final int IDS_A_QUERY = 500;

    /// NetSuite gives 100 000 rows of a query at most (Oracle help section_157909186990).
    private static final int MOST_ROWS = 100_000;

    private static final String COLUMNS =
            "SELECT t.id, t.externalid, t.type, t.status, t.voided, t.foreigntotal, t.otherrefnum";
    private static final String FROM =
            " FROM transaction t WHERE t.type IN ('SalesOrd', 'CustCred', 'CashRfnd')";

    private final NetSuiteClient client;
    private final Patience patience;
    private final int cap;

    NetSuiteBooks(NetSuiteClient client, Patience patience) {
        this(client, patience, MOST_ROWS);
    }

    /// @param cap how many rows are taken of one query
    NetSuiteBooks(NetSuiteClient client, Patience patience, int cap) {
        this.client = client;
        this.patience = patience;
        this.cap = cap;
    }

    /// The transactions dated in the period, by external id. They are dated by day, in a time zone
    /// of the merchant's choice: those of a day more at each end are among them.
    ///
    /// @param prefix what their external ids begin with
    Map<String, Transaction> dated(Period period, String prefix) {
        Map<String, String> currencies = currencies();
        Map<String, Transaction> found = new HashMap<>();
        String query =
                select(currencies)
                        + " AND t.externalid LIKE ?"
                        + " AND t.trandate >= TO_DATE(?, 'YYYY-MM-DD')"
                        + " AND t.trandate <= TO_DATE(?, 'YYYY-MM-DD')";
        List<String> params =
                List.of(
                        prefix + "%",
                        day(period.from()).minusDays(1).toString(),
                        day(period.to()).plusDays(1).toString());
        long after = 0;
        int count;
        do {
            count = 0;
            Iterator<ObjectNode> rows =
                    client.suiteQl(query + " AND t.id > " + after + " ORDER BY t.id", params);
            while (count < cap && patience.call(rows::hasNext)) {
                var transaction = Transaction.of(rows.next(), currencies);
                after = Long.parseLong(transaction.internalId());
                found.put(transaction.externalId(), transaction);
                count++;
            }
        } while (count == cap);
        return found;
    }

    /// Those of these that NetSuite has, by external id.
    Map<String, Transaction> find(Collection<String> externalIds) {
        if (externalIds.isEmpty()) {
            return Map.of();
        }
        Map<String, String> currencies = currencies();
        Map<String, Transaction> found = new HashMap<>();
        List<String> all = new ArrayList<>(externalIds);
        for (int from = 0; from < all.size(); from += IDS_A_QUERY) {
            List<String> some = all.subList(from, Math.min(all.size(), from + IDS_A_QUERY));
            String places = String.join(",", Collections.nCopies(some.size(), "?"));
            Iterator<ObjectNode> rows =
                    client.suiteQl(
                            select(currencies)
                                    + " AND t.externalid IN ("
                                    + places
                                    + ") ORDER BY t.id",
                            some);
            while (patience.call(rows::hasNext)) {
                var transaction = Transaction.of(rows.next(), currencies);
                found.put(transaction.externalId(), transaction);
            }
        }
        return found;
    }

    private static String select(Map<String, String> currencies) {
        return COLUMNS + (currencies.isEmpty() ? "" : ", t.currency") + FROM;
    }

    /// ISO codes by NetSuite's ids; empty if the account has but one currency: then it has no such
    /// table, nor the column.
    private Map<String, String> currencies() {
        Map<String, String> codes = new HashMap<>();
        try {
            Iterator<ObjectNode> rows =
                    client.suiteQl("SELECT id, symbol FROM currency ORDER BY id", List.of());
            while (patience.call(rows::hasNext)) {
                ObjectNode row = rows.next();
                codes.put(row.path("id").asString(""), row.path("symbol").asString("").strip());
            }
        } catch (ApiException.Refused | ApiException.NotFound e) {
            return Map.of();
        }
        codes.values().removeIf(String::isEmpty);
        return codes;
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
