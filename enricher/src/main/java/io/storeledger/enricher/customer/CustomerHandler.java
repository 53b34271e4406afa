package io.storeledger.enricher.customer;

import io.storeledger.clients.bigcommerce.BigCommerceClient;
import io.storeledger.clients.bigcommerce.FetchedCustomer;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Reason;
import io.storeledger.common.consume.RecordHandler;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.CustomerSnapshot.Presence;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.enricher.snapshot.Snapshots;
import io.storeledger.enricher.snapshot.StoreFailures;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Fetches the customer that webhooks speak of, with all addresses, and publishes it as it is now.
public final class CustomerHandler implements RecordHandler {
    private static final String DELETED = "store/customer/deleted";

    private final String connection;
    private final String store;
    private final BigCommerceClient client;
    private final Snapshots snapshots;
    private final Clock clock;

    public CustomerHandler(
            String connection,
            String store,
            BigCommerceClient client,
            Snapshots snapshots,
            Clock clock) {
        this.connection = connection;
        this.store = store;
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
                    new Reason("no-customer-id", "\"%s\" is no customer's number".formatted(id)));
        }
        try {
            return client.customer(number.get())
                    .map(found -> present(batch, number.get(), found))
                    .orElseGet(() -> gone(batch, number.get()));
        } catch (ApiException e) {
            return StoreFailures.outcome(e, () -> gone(batch, number.get()));
        }
    }

    private Outcome present(Batch batch, long id, FetchedCustomer fetched) {
        Instant modified = Snapshots.time(fetched.customer(), "date_modified", "date_created");
        snapshots.publish(
                Topics.CUSTOMERS,
                batch,
                new CustomerSnapshot(
                        connection,
                        store,
                        id,
                        Presence.PRESENT,
                        fetched.customer(),
                        fetched.addresses(),
                        new Version(modified, clock.instant()),
                        Snapshots.causes(batch),
                        fetched.calls()));
        return new Done();
    }

    /// A first miss may be the store telling of a customer before it can show it.
    private Outcome gone(Batch batch, long id) {
        boolean deleted =
                batch.records().stream()
                        .flatMap(record ->
                                EventHeaders.text(record.headers(), EventHeaders.CE_TYPE).stream())
                        .anyMatch(DELETED::equals);
        if (!deleted && batch.attempt() == 1) {
            return StoreFailures.stale(
                    "customer-not-found", "The store does not show customer %d.".formatted(id));
        }
        Instant now = clock.instant();
        snapshots.publish(
                Topics.CUSTOMERS,
                batch,
                new CustomerSnapshot(
                        connection,
                        store,
                        id,
                        Presence.DELETED,
                        Json.object(),
                        List.of(),
                        new Version(now, now),
                        Snapshots.causes(batch),
                        1));
        return new Done();
    }
}
