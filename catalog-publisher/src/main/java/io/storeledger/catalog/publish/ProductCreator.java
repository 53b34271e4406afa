package io.storeledger.catalog.publish;

import static java.util.Objects.requireNonNull;

import io.storeledger.clients.bigcommerce.CatalogClient;
import io.storeledger.clients.bigcommerce.StoredProduct;
import io.storeledger.clients.bigcommerce.StoredSku;
import io.storeledger.clients.http.ApiException.NotFound;
import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.common.event.Listing;
import io.storeledger.common.event.ProductData;
import io.storeledger.common.event.ProductData.Matrix;
import io.storeledger.common.event.StoreItem;
import io.storeledger.common.event.StoreItem.Tracking;
import io.storeledger.common.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Creates what the store lacks: hidden, until a person shows it. The items of a NetSuite matrix
/// become one product with a variant each.
final class ProductCreator {
    private static final String CONFLICT = "HTTP 409";

    /// So often it is looked again for what stands already; the store's lists lag by seconds.
    private static final int LOOKS = 4;

    private final CatalogClient store;
    private final StoreItems items;

    /// @param items is told what was created
    ProductCreator(CatalogClient store, StoreItems items) {
        this.store = store;
        this.items = items;
    }

    /// The store has it, perhaps by a call whose answer was lost, and does not show it yet.
    static final class NotShownYet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotShownYet(Refused cause) {
            super(
                    "The store has what was to be created and does not show it yet (%s)."
                            .formatted(cause.detail()),
                    cause);
        }
    }

    /// Creates those that the store lacks and that may be created.
    ///
    /// @param attempt the how-manieth attempt at them this is
    /// @throws NotShownYet if the store has one of them already, at the first attempts
    void create(List<Publication> publications, int attempt) {
        Map<String, List<Publication>> matrices = new LinkedHashMap<>();
        for (Publication publication : publications) {
            if (publication.item().isPresent() || publication.creation().isEmpty()) {
                continue;
            }
            Optional<Matrix> matrix = publication.matrix();
            if (matrix.isPresent()) {
                matrices.computeIfAbsent(
                                StoreItems.lower(matrix.get().sku()), sku -> new ArrayList<>())
                        .add(publication);
            } else {
                attempt(List.of(publication), attempt, () -> simple(publication));
            }
        }
        matrices.values()
                .forEach(variants -> attempt(variants, attempt, () -> matrix(variants, attempt)));
        publications.stream()
                .filter(Publication::isCreated)
                .forEach(publication ->
                        items.made(publication.sku(), publication.item().orElseThrow()));
    }

    private static void attempt(List<Publication> publications, int attempt, Runnable creation) {
        try {
            creation.run();
        } catch (Refused | NotFound refused) {
            if (refused instanceof Refused conflict
                    && conflict.code().equals(CONFLICT)
                    && attempt < LOOKS) {
                throw new NotShownYet(conflict);
            }
            publications.stream()
                    .filter(publication -> publication.item().isEmpty())
                    .forEach(publication ->
                            publication.reject(
                                    "store-refuses-product", String.valueOf(refused.getMessage())));
        }
    }

    private void simple(Publication publication) {
        ProductData data = data(publication);
        ObjectNode body = hidden(publication.sku(), data.name(), data, Tracking.PRODUCT);
        body.put("price", price(publication));
        DataPublisher.own(body, data);
        ObjectNode made = store.createProduct(body);
        long id = made.path("id").asLong();
        long variant =
                made.path("base_variant_id").isIntegralNumber()
                        ? made.path("base_variant_id").asLong()
                        : variantOf(publication.sku());
        publication.created(new StoreItem(id, variant, true, Tracking.PRODUCT));
    }

    private void matrix(List<Publication> variants, int attempt) {
        Matrix matrix = variants.getFirst().matrix().orElseThrow();
        Optional<StoredProduct> there = store.product(matrix.sku());
        if (there.isPresent()) {
            var options = new ProductOptions(store, there.get().id());
            Tracking tracking =
                    there.get().tracking().equals("variant") ? Tracking.VARIANT : Tracking.NONE;
            for (Publication publication : variants) {
                attempt(
                        List.of(publication),
                        attempt,
                        () -> addVariant(there.get().id(), tracking, publication, options));
            }
        } else {
            whole(matrix, variants);
        }
    }

    private void addVariant(
            long product, Tracking tracking, Publication publication, ProductOptions options) {
        ObjectNode body = variant(publication);
        body.set("option_values", options.values(publication.matrix().orElseThrow().options()));
        ObjectNode made = store.createVariant(product, body);
        publication.created(new StoreItem(product, made.path("id").asLong(), false, tracking));
    }

    private void whole(Matrix matrix, List<Publication> variants) {
        ObjectNode body =
                hidden(matrix.sku(), matrix.name(), data(variants.getFirst()), Tracking.VARIANT);
        body.put("price", price(variants.getFirst()));
        ArrayNode array = body.putArray("variants");
        for (Publication publication : variants) {
            ObjectNode variant = array.addObject();
            variant.setAll(variant(publication));
            ArrayNode values = variant.putArray("option_values");
            publication
                    .matrix()
                    .orElseThrow()
                    .options()
                    .forEach((option, value) ->
                            values.addObject()
                                    .put("option_display_name", option)
                                    .put("label", value));
        }
        ObjectNode made = store.createProduct(body);
        long id = made.path("id").asLong();
        for (Publication publication : variants) {
            publication.created(
                    new StoreItem(id, variantOf(publication.sku(), made), false, Tracking.VARIANT));
        }
    }

    private static ObjectNode hidden(String sku, String name, ProductData data, Tracking tracking) {
        ObjectNode body = Json.object();
        DataPublisher.shared(body, name, data);
        body.put("type", "physical")
                .put("sku", sku)
                .put("weight", Optional.ofNullable(data.weight()).orElse(BigDecimal.ZERO))
                .put("is_visible", false)
                .put("inventory_tracking", tracking == Tracking.PRODUCT ? "product" : "variant");
        return body;
    }

    private static ObjectNode variant(Publication publication) {
        ObjectNode body = Json.object().put("sku", publication.sku());
        body.put("price", price(publication));
        DataPublisher.own(body, data(publication));
        return body;
    }

    private long variantOf(String sku, ObjectNode product) {
        for (JsonNode variant : product.path("variants")) {
            if (variant.path("sku").asString("").equalsIgnoreCase(sku)) {
                return variant.path("id").asLong();
            }
        }
        return variantOf(sku);
    }

    private long variantOf(String sku) {
        return store.find(List.of(sku)).stream()
                .filter(found -> found.sku().equalsIgnoreCase(sku))
                .mapToLong(StoredSku::variantId)
                .findFirst()
                .orElse(0);
    }

    /// A price of nothing is what a product without one has; it is hidden all the same.
    private static BigDecimal price(Publication publication) {
        Listing.Price price = publication.creation().orElseThrow().price();
        return price == null ? BigDecimal.ZERO : price.amount();
    }

    private static ProductData data(Publication publication) {
        return requireNonNull(publication.creation().orElseThrow().product()).data();
    }
}
