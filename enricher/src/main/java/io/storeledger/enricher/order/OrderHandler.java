package io.storeledger.enricher.order;

import io.storeledger.clients.bigcommerce.BigCommerceClient;
import io.storeledger.clients.bigcommerce.FetchedOrder;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Reason;
import io.storeledger.common.consume.RecordHandler;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.enricher.refund.ToldRefunds;
import io.storeledger.enricher.snapshot.Snapshots;
import io.storeledger.enricher.snapshot.StoreFailures;
import io.storeledger.mapping.ImportRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Fetches the order that webhooks speak of, and the refunds if they speak of some, and publishes
/// them as they are now.
///
/// Whatever was said of an order meanwhile is answered by one fetch: an event only tells us to
/// look.
public final class OrderHandler implements RecordHandler {
    private final String connection;
    private final String store;
    private final ImportRule rule;
    private final BigCommerceClient client;
    private final Snapshots snapshots;
    private final Clock clock;

    public OrderHandler(
            String connection,
            String store,
            ImportRule rule,
            BigCommerceClient client,
            Snapshots snapshots,
            Clock clock) {
        this.connection = connection;
        this.store = store;
        this.rule = rule;
        this.client = client;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Batch batch) {
        String id = RecordKey.parse(batch.key()).id();
        Optional<Long> number = Snapshots.number(id);
        if (number.isEmpty()) {
            return new Rejected(
                    new Reason("no-order-id", "\"%s\" is no order's number".formatted(id)));
        }
        try {
            return publish(batch, number.get(), client.order(number.get()));
        } catch (ApiException e) {
            return StoreFailures.outcome(e, () -> gone(batch, number.get()));
        }
    }

    private Outcome publish(Batch batch, long id, FetchedOrder fetched) {
        if (!fetched.complete() && batch.attempt() < StoreFailures.STALE_READS) {
            return StoreFailures.stale(
                    "products-incomplete",
                    "Order %d does not show all of its products yet.".formatted(id));
        }
        ToldRefunds told = ToldRefunds.of(batch);
        List<ObjectNode> refunds = told.isEmpty() ? List.of() : client.refunds(id);
        Set<Long> shown = refunds.stream().map(OrderHandler::id).collect(Collectors.toSet());
        if (!shown.containsAll(told.ids())) {
            String text = "Order %d does not show a refund that was told of.".formatted(id);
            return batch.attempt() < StoreFailures.STALE_READS
                    ? StoreFailures.stale("refund-not-found", text)
                    : new Rejected(new Reason("refund-not-found", text));
        }
        Instant now = clock.instant();
        OrderSnapshot order = order(batch, id, fetched, now);
        snapshots.publish(Topics.ORDERS, batch, order);
        for (ObjectNode refund : refunds) {
            if (told.include(id(refund))) {
                snapshots.publish(Topics.REFUNDS, batch, refund(batch, refund, order, now));
            }
        }
        return new Done();
    }

    private OrderSnapshot order(Batch batch, long id, FetchedOrder fetched, Instant now) {
        Instant modified = Snapshots.time(fetched.order(), "date_modified", "date_created");
        return new OrderSnapshot(
                connection,
                store,
                id,
                rule.of(fetched.order()),
                fetched.order(),
                fetched.products(),
                fetched.shippingAddresses(),
                fetched.coupons(),
                new Version(modified, now),
                Snapshots.causes(batch),
                fetched.calls());
    }

    private static RefundSnapshot refund(
            Batch batch, ObjectNode refund, OrderSnapshot order, Instant now) {
        return new RefundSnapshot(
                id(refund),
                refund,
                order,
                new Version(Snapshots.time(refund, "created"), now),
                Snapshots.causes(batch),
                order.calls() + 1);
    }

    /// A first miss may be the store telling of an order before it can show it.
    private Outcome gone(Batch batch, long id) {
        if (batch.attempt() == 1) {
            return StoreFailures.stale(
                    "order-not-found", "The store does not show order %d.".formatted(id));
        }
        Instant now = clock.instant();
        snapshots.publish(
                Topics.ORDERS,
                batch,
                new OrderSnapshot(
                        connection,
                        store,
                        id,
                        Disposition.GONE,
                        Json.object(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Version(now, now),
                        Snapshots.causes(batch),
                        1));
        return new Done();
    }

    private static long id(ObjectNode refund) {
        return refund.path("id").asLong(0);
    }
}
