package io.storeledger.catalog.publish;

import static java.util.Objects.requireNonNull;

import io.storeledger.clients.bigcommerce.CatalogClient;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.ApiException.Transient;
import io.storeledger.common.event.Listing;
import io.storeledger.common.event.ProductData;
import io.storeledger.common.event.StoreItem;
import io.storeledger.common.json.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Sets prices and product data: those of variants 50 a call, those of whole products 10.
///
/// A product without options has its price and data itself; its base variant would only override
/// them.
final class DataPublisher {
    /// So often is a call repeated that the store did only in part.
    private static final int PARTLY_DONE = 5;

    private final CatalogClient store;
    private final Bisection bisection;

    /// How often in a row; other failures, after which all is tried again as well, don't count.
    private final AtomicInteger partlyDone = new AtomicInteger();

    DataPublisher(CatalogClient store, Bisection bisection) {
        this.store = store;
        this.bisection = bisection;
    }

    /// @throws Transient if the store did a part only, and may do the rest
    void publish(List<Publication> publications) {
        // told apart before anything is sent: what is refused has no item any more
        Map<Boolean, List<Publication>> wanted =
                publications.stream()
                        .filter(p -> p.rejection().isEmpty() && p.item().isPresent())
                        .filter(p -> p.wanted().price() != null || p.wanted().product() != null)
                        .collect(Collectors.partitioningBy(p -> p.item().orElseThrow().whole()));
        send(requireNonNull(wanted.get(true)), true, CatalogClient.PRODUCTS);
        send(requireNonNull(wanted.get(false)), false, CatalogClient.VARIANTS);
        partlyDone.set(0);
    }

    private void send(List<Publication> some, boolean whole, int atMost) {
        for (List<Publication> call : Bisection.pieces(some, atMost)) {
            bisection.send(call, part -> set(part, whole), DataPublisher::refuse);
        }
    }

    private void set(List<Publication> some, boolean whole) {
        List<ObjectNode> bodies =
                some.stream()
                        .map(publication -> body(publication, whole))
                        .filter(body -> body.size() > 1)
                        .toList();
        boolean complete =
                bodies.isEmpty()
                        || (whole ? store.updateProducts(bodies) : store.updateVariants(bodies));
        if (complete) {
            some.forEach(Publication::tookData);
        } else if (partlyDone.incrementAndGet() < PARTLY_DONE) {
            throw new Transient(
                    "BigCommerce did only a part of a catalogue call; it is tried again later.",
                    207,
                    null,
                    true,
                    null);
        } else {
            some.forEach(publication ->
                    publication.reject(
                            "partly-done",
                            "The store did a part of the call with %s only, time and again."
                                    .formatted(publication.sku())));
        }
    }

    private static ObjectNode body(Publication publication, boolean whole) {
        StoreItem item = publication.item().orElseThrow();
        ToLongFunction<StoreItem> id = whole ? StoreItem::productId : StoreItem::variantId;
        ObjectNode body = Json.object().put("id", id.applyAsLong(item));
        Listing wanted = publication.wanted();
        if (wanted.price() != null) {
            body.put("price", wanted.price().amount());
        }
        if (wanted.product() != null) {
            ProductData data = wanted.product().data();
            own(body, data);
            if (whole) {
                shared(body, data.name(), data);
            }
        }
        return body;
    }

    /// What a variant has itself.
    static void own(ObjectNode body, ProductData data) {
        if (data.weight() != null) {
            body.put("weight", data.weight());
        }
        if (data.upc() != null) {
            body.put("upc", data.upc());
        }
    }

    /// What the product has for all of its variants.
    static void shared(ObjectNode body, String name, ProductData data) {
        body.put("name", name.length() > 250 ? name.substring(0, 250) : name);
        if (data.description() != null) {
            body.put("description", requireNonNull(data.description()));
        }
    }

    private static void refuse(Publication publication, ApiException refused) {
        publication.reject("store-refuses-data", String.valueOf(refused.getMessage()));
        publication.forgetItem();
    }
}
