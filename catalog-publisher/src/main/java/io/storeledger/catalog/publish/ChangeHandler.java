package io.storeledger.catalog.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.catalog.publish.ProductCreator.NotShownYet;
import io.storeledger.catalog.publish.StockPublisher.LocationRefused;
import io.storeledger.catalog.publish.UnknownOrders.OrdersRefused;
import io.storeledger.catalog.rule.CatalogRule;
import io.storeledger.clients.bigcommerce.CatalogClient;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.ApiException.NotFound;
import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.clients.http.ApiException.Transient;
import io.storeledger.clients.http.ApiException.Unauthorized;
import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.RejectedSome;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Reason;
import io.storeledger.common.consume.RecordHandler;
import io.storeledger.common.event.CatalogChange;
import io.storeledger.common.event.CatalogOutcome;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Publishes a store's changes, as many together as have gathered, and tells what came of each.
///
/// A store's batches come one after another, so there is never more than one call that changes its
/// catalogue or stock; a call that sets stock is preceded by a look at the newest orders. All of it
/// may be repeated: stock is absolute, and what was created is found.
public final class ChangeHandler implements RecordHandler {
    private static final Duration UNTIL_SHOWN = Duration.ofSeconds(1);

    private final StoreItems items;
    private final ProductCreator creator;
    private final StockPublisher stock;
    private final DataPublisher data;
    private final boolean createMissing;
    private final Publisher publisher;
    private final PublishMetrics metrics;
    private final Clock clock;

    /// What the attempt before had done: stock that the store has taken is not written again, since
    /// shoppers may have bought of it meanwhile. One batch of a store is handled at a time.
    private final Map<RecordKey, Publication> earlier = new ConcurrentHashMap<>();

    public ChangeHandler(
            String connection,
            CatalogRule rule,
            CatalogClient store,
            HeardOrders heard,
            Publisher publisher,
            Clock clock,
            MeterRegistry registry) {
        this.metrics = new PublishMetrics(registry, connection, clock);
        var bisection = new Bisection(metrics::bisected);
        this.items = new StoreItems(store, clock);
        this.creator = new ProductCreator(store, items);
        this.stock =
                new StockPublisher(store, items, rule.stock(), heard, bisection, metrics::stock);
        this.data = new DataPublisher(store, bisection);
        this.createMissing = rule.createMissing();
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Batch batch) {
        Map<String, Reason> rejected = new HashMap<>();
        List<Publication> publications = List.copyOf(publications(batch, rejected).values());
        publications.forEach(publication ->
                Optional.ofNullable(earlier.get(publication.key()))
                        .ifPresent(publication::tookStockOf));
        publications.stream()
                .map(Publication::decidedAt)
                .min(Comparator.naturalOrder())
                .ifPresent(metrics::underWay);
        try {
            publish(publications, batch.attempt());
        } catch (LocationRefused e) {
            return new Halt(new Reason("location-refused", String.valueOf(e.getMessage())));
        } catch (OrdersRefused e) {
            return new Halt(new Reason("orders-refused", String.valueOf(e.getMessage())));
        } catch (NotShownYet e) {
            return new Retry(
                    Optional.of(UNTIL_SHOWN),
                    new Reason("not-shown-yet", String.valueOf(e.getMessage())));
        } catch (ApiException e) {
            publications.forEach(publication -> earlier.put(publication.key(), publication));
            return outcome(e);
        }
        earlier.clear();
        Instant now = clock.instant();
        Map<String, String> tooLarge =
                publisher.publishWhatFits(
                        Topics.CATALOG_OUTCOMES,
                        publications.stream().map(publication -> publication.outcome(now)).toList(),
                        CatalogOutcome::key);
        // the others are published, whatever becomes of these
        tooLarge.forEach((key, why) ->
                rejected.put(
                        key,
                        new Reason(
                                "too-large",
                                "What comes of it is larger than Kafka takes. " + why)));
        publications.forEach(publication ->
                publication
                        .rejection()
                        .ifPresent(why -> rejected.put(publication.key().toString(), why)));
        metrics.nothingUnderWay();
        return rejected.isEmpty() ? new Done() : new RejectedSome(rejected);
    }

    private void publish(List<Publication> publications, int attempt) {
        items.find(publications);
        if (createMissing) {
            creator.create(publications, attempt);
        }
        for (Publication publication : publications) {
            if (publication.item().isEmpty() && publication.isOpen()) {
                metrics.absent();
                publication.skip(
                        "not-in-store",
                        "The store has no product or variant with the SKU %s."
                                .formatted(publication.sku()));
            }
        }
        stock.publish(publications);
        data.publish(publications);
    }

    private static Map<String, Publication> publications(
            Batch batch, Map<String, Reason> rejected) {
        Map<String, Publication> publications = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : batch.records()) {
            try {
                CatalogChange change = Json.read(record.value(), CatalogChange.class);
                Cause cause = Cause.of(record);
                ReplayMark replay = ReplayMark.of(record);
                Publication known = publications.get(record.key());
                if (known == null) {
                    publications.put(record.key(), new Publication(change, cause, replay));
                } else {
                    known.add(change, cause, replay);
                }
            } catch (MalformedJsonException e) {
                rejected.put(
                        record.key(),
                        new Reason("malformed", "The record is " + e.getMessage() + "."));
            }
        }
        return publications;
    }

    /// What the store said to a look-up, or in passing.
    private static Outcome outcome(ApiException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case Transient later ->
                    new Retry(later.retryAfter(), new Reason("store-away", message));
            case Unauthorized refused -> new Halt(new Reason("store-refuses-us", message));
            case NotFound gone -> new Retry(Optional.empty(), new Reason("store-away", message));
            case Refused refused ->
                    new Retry(Optional.empty(), new Reason("store-refuses-catalog", message));
        };
    }
}
