package io.storeledger.sandbox.bigcommerce.catalog;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The products of the store and their variants. A SKU is unique over both, whatever its case.
///
/// What is kept is immutable, so reading takes no lock; writing is one at a time.
public final class Catalog {
    private static final int BATCH_OF_PRODUCTS = 10;
    private static final int BATCH_OF_VARIANTS = 50;

    private final CatalogIndex index = new CatalogIndex();
    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final VariantMaker maker = new VariantMaker();
    private long lastProduct = 20_000;

    /// An empty catalogue.
    public Catalog(Clock clock) {
        this.clock = clock;
    }

    /// Creates a product as `POST /v3/catalog/products` does, its `variants` with it.
    ///
    /// @throws CatalogRefusal if it lacks something or its name or a SKU is taken
    public CatalogProduct create(ObjectNode body) {
        ObjectNode without = body.deepCopy();
        without.remove("base_variant_id");
        Json.objects(without, "variants").forEach(variant -> variant.remove("id"));
        return locked(() -> create(without, ++lastProduct));
    }

    /// Creates a product under this id; its variants may carry their ids too, or it its
    /// `base_variant_id`.
    public CatalogProduct createAs(long id, ObjectNode body) {
        return locked(() -> create(body, id));
    }

    /// Adds so many simple products tracked by product, `prefix-000001` and on, fast.
    public void addMany(String prefix, int count, Tracking tracking) {
        locked(() -> {
            for (int i = 1; i <= count; i++) {
                String sku = "%s-%06d".formatted(prefix, i);
                ObjectNode body = Json.object();
                body.put("name", sku);
                body.put("type", "physical");
                body.put("sku", sku);
                body.put("weight", 1);
                body.put("price", 1 + i % 100);
                body.put("inventory_tracking", tracking.wireName());
                create(body, ++lastProduct);
            }
            return count;
        });
    }

    /// Changes these products, all or none.
    ///
    /// @param bodies each with its `id`
    /// @throws CatalogRefusal if any can't be changed so
    public List<CatalogProduct> update(List<ObjectNode> bodies) {
        if (bodies.size() > BATCH_OF_PRODUCTS) {
            throw tooMany(BATCH_OF_PRODUCTS);
        }
        return locked(() -> {
            CatalogIndex.Claims claims = index.claims();
            for (ObjectNode body : bodies) {
                CatalogProduct old =
                        product(Json.number(body, "id")).orElseThrow(CatalogRefusal::notFound);
                ProductCheck.written(body);
                claims.product(body, old.id());
            }
            return bodies.stream().map(this::change).toList();
        });
    }

    /// Changes or creates variants, all or none.
    ///
    /// @param bodies each with its `id`, or with `product_id`, `sku` and `option_values`
    /// @throws CatalogRefusal if any can't be written so
    public List<CatalogVariant> updateVariants(List<ObjectNode> bodies) {
        if (bodies.size() > BATCH_OF_VARIANTS) {
            throw tooMany(BATCH_OF_VARIANTS);
        }
        return locked(() -> {
            CatalogIndex.Claims claims = index.claims();
            for (ObjectNode body : bodies) {
                long id = Json.number(body, "id");
                ProductCheck.variant(body);
                if (body.has("id") && variant(id).isEmpty()) {
                    throw CatalogRefusal.invalid(
                            "id", "Variant with id %d not found".formatted(id));
                }
                if (!body.has("id")) {
                    maker.check(body, product(Json.number(body, "product_id")), this::variants);
                }
                claims.sku(Json.text(body, "sku"), id);
            }
            return bodies.stream()
                    .map(body -> body.has("id") ? changeVariant(body) : addVariant(body))
                    .toList();
        });
    }

    /// Adds values to an option of the product, and the option if it is new.
    public List<OptionValue> addOptions(long productId, String option, List<String> labels) {
        return locked(() -> {
            CatalogProduct product = product(productId).orElseThrow(CatalogRefusal::notFound);
            List<OptionValue> all = maker.options(product.options(), option, labels);
            index.keep(product.with(product.variants(), all, now()));
            return all;
        });
    }

    /// The product of this id.
    public Optional<CatalogProduct> product(long id) {
        return index.product(id);
    }

    /// The variant of this id.
    public Optional<CatalogVariant> variant(long id) {
        return index.variant(id);
    }

    /// The variant of this SKU, whatever its case.
    public Optional<CatalogVariant> variant(String sku) {
        return index.variant(sku);
    }

    /// What a shopper pays for this SKU, whatever its case: its own price, else its product's.
    public Optional<BigDecimal> price(String sku) {
        return variant(sku).stream()
                .flatMap(variant ->
                        Stream.concat(
                                Stream.of(variant.fields()),
                                product(variant.productId()).map(CatalogProduct::fields).stream()))
                .map(fields -> fields.path("price"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .findFirst();
    }

    /// The product whose own SKU this is, whatever its case.
    public Optional<CatalogProduct> product(String sku) {
        return index.product(sku);
    }

    /// All products by id.
    public Collection<CatalogProduct> products() {
        return index.products();
    }

    /// All variants by id.
    public Collection<CatalogVariant> variants() {
        return index.variants();
    }

    /// The variants of this product.
    public List<CatalogVariant> variants(CatalogProduct product) {
        return index.variants(product);
    }

    /// How many products there are.
    public int size() {
        return index.products().size();
    }

    private CatalogProduct create(ObjectNode body, long id) {
        ProductCheck.created(body);
        List<ObjectNode> wanted = Json.objects(body, "variants");
        CatalogIndex.Claims claims = index.claims();
        claims.product(body, id);
        wanted.forEach(v -> claims.sku(Json.text(v, "sku"), 0));
        Tracking tracking =
                Tracking.of(Json.text(body, "inventory_tracking")).orElse(Tracking.NONE);
        ObjectNode fields = plain(body);
        List<OptionValue> options = maker.options(wanted);
        List<CatalogVariant> made = maker.make(id, body, wanted, options);
        Instant now = now();
        CatalogProduct product =
                new CatalogProduct(
                        id,
                        tracking,
                        fields,
                        made.stream().map(CatalogVariant::id).toList(),
                        options,
                        now,
                        now);
        made.forEach(index::keep);
        index.keep(product);
        return product;
    }

    private CatalogProduct change(ObjectNode body) {
        CatalogProduct old = product(Json.number(body, "id")).orElseThrow(CatalogRefusal::notFound);
        ObjectNode fields = old.fields().deepCopy();
        fields.setAll(plain(body));
        Tracking tracking =
                Tracking.of(Json.text(body, "inventory_tracking")).orElse(old.tracking());
        CatalogProduct product = old.with(fields, tracking, now());
        index.keep(product);
        variants(product).stream()
                .filter(CatalogVariant::base)
                .forEach(base -> index.keep(base.with(product.sku(), base.fields())));
        return product;
    }

    private CatalogVariant changeVariant(ObjectNode body) {
        CatalogVariant old = variant(Json.number(body, "id")).orElseThrow(CatalogRefusal::notFound);
        ObjectNode fields = old.fields().deepCopy();
        fields.setAll(VariantMaker.fields(body));
        String sku = body.has("sku") ? Json.text(body, "sku") : old.sku();
        CatalogVariant changed = old.with(sku, fields);
        index.keep(changed);
        product(old.productId())
                .ifPresent(product ->
                        index.keep(product.with(product.variants(), product.options(), now())));
        return changed;
    }

    private CatalogVariant addVariant(ObjectNode body) {
        CatalogProduct product =
                product(Json.number(body, "product_id")).orElseThrow(CatalogRefusal::notFound);
        List<CatalogVariant> others = variants(product);
        CatalogVariant added = maker.add(product, body);
        // The first variant with options takes the place of the base variant.
        others.stream().filter(CatalogVariant::base).forEach(index::drop);
        index.keep(added);
        List<Long> ids =
                Stream.concat(
                                others.stream().filter(v -> !v.base()).map(CatalogVariant::id),
                                Stream.of(added.id()))
                        .toList();
        index.keep(product.with(ids, product.options(), now()));
        return added;
    }

    private static CatalogRefusal tooMany(int most) {
        return new CatalogRefusal(
                413,
                "The request payload is too large. The maximum items allowed in the array is "
                        + most,
                Map.of());
    }

    private static ObjectNode plain(ObjectNode body) {
        ObjectNode fields = body.deepCopy();
        fields.remove(
                List.of(
                        "id",
                        "variants",
                        "inventory_level",
                        "inventory_tracking",
                        "date_created",
                        "date_modified",
                        "calculated_price",
                        "base_variant_id"));
        return fields;
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
