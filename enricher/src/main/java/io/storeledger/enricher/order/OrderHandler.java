package io.storeledger.enricher.order;

import io.storeledger.clients.bigcommerce.BigCommerceClient;
import io.storeledger.clients.bigcommerce.FetchedOrder;
import io.storeledger.clients.bigcommerce.VendorDates;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.ApiException.NotFound;
import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.clients.http.ApiException.Transient;
import io.storeledger.clients.http.ApiException.Unauthorized;
import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Outcome.Skipped;
import io.storeledger.common.consume.Reason;
import io.storeledger.common.consume.RecordHandler;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import tools.jackson.databind.node.ObjectNode;

/// Fetches the order that webhooks speak of and publishes it as it is now.
///
/// Whatever was said of an order meanwhile is answered by one fetch: an event only tells us to
/// look.
public final class OrderHandler implements RecordHandler {
    /// A revoked token is mended by a person; a look a minute is enough to notice.
    private static final Duration WHILE_REFUSED = Duration.ofMinutes(1);

    /// The store may tell of an order before it can show all of it.
    private static final Duration STALE_READ = Duration.ofSeconds(1);

    private static final int STALE_READS = 8;

    private final String connection;
    private final String store;
    private final ImportRule rule;
    private final BigCommerceClient client;
    private final Publisher publisher;
    private final Clock clock;

    public OrderHandler(
            String connection,
            String store,
            ImportRule rule,
            BigCommerceClient client,
            Publisher publisher,
            Clock clock) {
        this.connection = connection;
        this.store = store;
        this.rule = rule;
        this.client = client;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Batch batch) {
        RecordKey key = RecordKey.parse(batch.key());
        if (!key.resource().equals(RecordKey.ORDER)) {
            return new Skipped(new Reason("not-an-order", "no flow needs this kind of event"));
        }
        if (!key.id().matches("\\d{1,18}")) {
            return new Rejected(
                    new Reason("no-order-id", "\"%s\" is no order's number".formatted(key.id())));
        }
        long id = Long.parseLong(key.id());
        try {
            return publish(batch, id, client.order(id));
        } catch (ApiException e) {
            return switch (e) {
                case NotFound gone -> gone(batch, id);
                case Transient later ->
                        new Retry(later.retryAfter(), new Reason("store-away", message(later)));
                case Unauthorized refused ->
                        new Halt(WHILE_REFUSED, new Reason("store-refuses-us", message(refused)));
                case Refused refused ->
                        new Rejected(new Reason("store-refuses-order", message(refused)));
            };
        }
    }

    private Outcome publish(Batch batch, long id, FetchedOrder fetched) {
        if (!fetched.complete() && batch.attempt() < STALE_READS) {
            return new Retry(
                    Optional.of(STALE_READ),
                    new Reason(
                            "products-incomplete",
                            "Order %d does not show all of its products yet.".formatted(id)));
        }
        Instant now = clock.instant();
        publish(
                batch,
                new OrderSnapshot(
                        connection,
                        store,
                        id,
                        rule.of(fetched.order()),
                        fetched.order(),
                        fetched.products(),
                        fetched.shippingAddresses(),
                        fetched.coupons(),
                        new Version(modified(fetched.order()), now),
                        causes(batch),
                        fetched.calls()));
        return new Done();
    }

    /// A first miss may be the store telling of an order before it can show it.
    private Outcome gone(Batch batch, long id) {
        if (batch.attempt() == 1) {
            return new Retry(
                    Optional.of(STALE_READ),
                    new Reason(
                            "order-not-found", "The store does not show order %d.".formatted(id)));
        }
        Instant now = clock.instant();
        publish(
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
                        causes(batch),
                        1));
        return new Done();
    }

    private void publish(Batch batch, OrderSnapshot snapshot) {
        publisher.publish(Topics.ORDERS, batch.key(), snapshot, trace(batch));
    }

    private static Instant modified(ObjectNode order) {
        return VendorDates.parse(order.path("date_modified").asString(""))
                .or(() -> VendorDates.parse(order.path("date_created").asString("")))
                .orElse(Instant.EPOCH);
    }

    private static List<Cause> causes(Batch batch) {
        return batch.records().stream().map(Cause::of).toList();
    }

    private static List<Header> trace(Batch batch) {
        Header trace = batch.newest().headers().lastHeader(EventHeaders.TRACEPARENT);
        return trace == null ? List.of() : List.of(trace);
    }

    private static String message(ApiException e) {
        return String.valueOf(e.getMessage());
    }
}
