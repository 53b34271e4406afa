package io.storeledger.benchmarks.writer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.benchmarks.vendors.Orders;
import io.storeledger.benchmarks.vendors.Vendors;
import io.storeledger.clients.bigcommerce.BigCommerceClient;
import io.storeledger.clients.bigcommerce.BigCommerceConfig;
import io.storeledger.clients.bigcommerce.FetchedOrder;
import io.storeledger.common.config.Secret;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What is published before the writer starts.
final class Workload {
    static final int RECORDS = 1600;
    static final int KEYS = 400;

    private Workload() {}

    /// A record as it is published.
    ///
    /// @param value written as JSON
    record Message(String key, Object value) {}

    /// The same keys over and over: each key's records are versions of one customer.
    static List<Message> customers() {
        List<Message> all = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            var customer = Json.object();
            customer.put("isPerson", false);
            customer.put("companyName", "Company " + i % KEYS);
            customer.put("comments", "v" + (1 + i / KEYS));
            customer.putObject("subsidiary").put("id", "1");
            all.add(new Message("BENCH-" + i % KEYS, customer));
        }
        return all;
    }

    /// Snapshots of different orders, as the enricher publishes them.
    static List<OrderSnapshot> orders(Vendors vendors, int count, int customers) {
        var config = vendors.sandbox().store().config();
        RandomGenerator random = RandomGenerator.getDefault();
        var orders = new Orders(random);
        Instant now = Instant.now();
        List<OrderSnapshot> all = new ArrayList<>();
        try (var client =
                new BigCommerceClient(
                        BigCommerceConfig.of(
                                config.hash(),
                                vendors.sandbox().bigCommerceUrl(),
                                Secret.of(config.accessToken())),
                        Clock.systemUTC(),
                        random,
                        new SimpleMeterRegistry())) {
            for (int i = 0; i < count; i++) {
                long id = vendors.sandbox().store().placeOrder(orders.next(1 + i % customers));
                all.add(snapshot(config.hash(), id, client.order(id), now));
            }
        }
        return all;
    }

    /// The same order, changed later.
    static OrderSnapshot version(OrderSnapshot first, int number) {
        var order = first.order().deepCopy();
        order.put(Orders.VERSION, number);
        Instant changed = first.version().modified().plusSeconds(number);
        return new OrderSnapshot(
                first.connection(),
                first.store(),
                first.orderId(),
                first.disposition(),
                order,
                first.products(),
                first.shippingAddresses(),
                first.coupons(),
                new Version(changed, changed),
                first.causedBy(),
                first.calls());
    }

    static Message message(OrderSnapshot snapshot) {
        return new Message(
                RecordKey.order(snapshot.store(), snapshot.orderId()).toString(), snapshot);
    }

    private static OrderSnapshot snapshot(
            String store, long id, FetchedOrder fetched, Instant now) {
        return new OrderSnapshot(
                Vendors.CONNECTION,
                store,
                id,
                Disposition.IMPORT,
                fetched.order(),
                fetched.products(),
                fetched.shippingAddresses(),
                fetched.coupons(),
                new Version(now, now),
                List.of(),
                fetched.calls());
    }
}
