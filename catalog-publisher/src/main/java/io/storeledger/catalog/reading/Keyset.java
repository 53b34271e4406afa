package io.storeledger.catalog.reading;

import io.storeledger.clients.netsuite.NetSuiteClient;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import tools.jackson.databind.node.ObjectNode;

/// Reads more rows than a query may give: in pieces, each beginning after the last key of the one
/// before (NetSuite gives 100 000 rows of a query at most, Oracle help section_157909186990).
final class Keyset {
    private final NetSuiteClient netSuite;
    private final int cap;

    /// @param cap how many rows are taken of one query
    Keyset(NetSuiteClient netSuite, int cap) {
        this.netSuite = netSuite;
        this.cap = cap;
    }

    /// Gives all rows, those of one key together.
    ///
    /// @param query made from the key that it begins after; ordered by the key
    /// @param key the column, a positive number
    void read(
            LongFunction<String> query,
            List<String> params,
            String key,
            Consumer<List<ObjectNode>> group) {
        long after = 0;
        while (true) {
            Iterator<ObjectNode> rows = netSuite.suiteQl(query.apply(after), params);
            List<ObjectNode> together = new ArrayList<>();
            long current = after;
            int count = 0;
            while (count < cap && rows.hasNext()) {
                ObjectNode row = rows.next();
                count++;
                long id = Rows.id(row, key);
                if (id != current && !together.isEmpty()) {
                    group.accept(together);
                    after = current;
                    together = new ArrayList<>();
                }
                current = id;
                together.add(row);
            }
            if (count < cap) {
                if (!together.isEmpty()) {
                    group.accept(together);
                }
                return;
            }
            // the last key's rows may not be complete: the next query begins with them
            if (together.size() == cap) {
                throw new IllegalStateException("one item has more than " + cap + " rows");
            }
        }
    }
}
