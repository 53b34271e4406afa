package io.storeledger.sandbox.bigcommerce;

import static io.storeledger.sandbox.bigcommerce.CatalogFields.READ;
import static io.storeledger.sandbox.bigcommerce.CatalogFields.WRITE;

import io.javalin.http.Context;
import io.storeledger.sandbox.bigcommerce.catalog.Catalog;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogProduct;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogVariant;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogView;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v3/catalog/products`.
final class ProductRoutes {
    private static final int MAX_WITH_OPTIONS = 10;
    private static final Set<String> FILTERS =
            Set.of("name", "is_visible", "type", "date_modified:min", "date_modified:max");

    private final StoreSandbox store;
    private final Catalog catalog;
    private final CatalogView view;

    ProductRoutes(StoreSandbox store) {
        this.store = store;
        this.catalog = store.catalog();
        this.view = new CatalogView(catalog, store.inventory());
    }

    void register(Routes routes) {
        routes.get("/v3/catalog/products", READ, this::list);
        routes.post("/v3/catalog/products", WRITE, this::create);
        routes.put("/v3/catalog/products", WRITE, this::updateBatch);
        routes.get("/v3/catalog/products/{id}", READ, this::one);
        routes.put("/v3/catalog/products/{id}", WRITE, this::update);
    }

    private Answer list(Context ctx) {
        Set<String> include = PaymentRoutes.in(ctx, "include");
        boolean heavy = include.contains("options") || include.contains("modifiers");
        Page page = Page.of(ctx, heavy ? MAX_WITH_OPTIONS : Page.MAX);
        Optional<Stream<CatalogProduct>> named = named(ctx);
        Predicate<CatalogProduct> filter = filter(ctx);
        boolean all =
                named.isEmpty()
                        && ctx.queryParamMap().keySet().stream().noneMatch(FILTERS::contains);
        List<CatalogProduct> shown;
        int total;
        if (all) {
            total = catalog.size();
            shown = page.of(catalog.products().stream());
        } else {
            List<CatalogProduct> found =
                    named.orElseGet(() -> catalog.products().stream()).filter(filter).toList();
            total = found.size();
            shown = page.of(found);
        }
        return page.answer(
                total,
                shown.stream()
                        .map(p -> CatalogFields.chosen(ctx, view.product(p, include)))
                        .toList());
    }

    // Ids and SKUs are looked up; going through all products for each would take long.
    private Optional<Stream<CatalogProduct>> named(Context ctx) {
        Set<String> ids = either(ctx, "id", "id:in");
        if (!ids.isEmpty()) {
            return Optional.of(
                    ids.stream()
                            .filter(id -> id.matches("\\d{1,18}"))
                            .map(Long::valueOf)
                            .sorted()
                            .flatMap(id -> catalog.product(id).stream()));
        }
        Set<String> skus = either(ctx, "sku", "sku:in");
        if (!skus.isEmpty()) {
            return Optional.of(skus.stream().flatMap(sku -> catalog.product(sku).stream()));
        }
        return Optional.empty();
    }

    private static Predicate<CatalogProduct> filter(Context ctx) {
        Optional<String> name = Optional.ofNullable(ctx.queryParam("name"));
        Optional<String> type = Optional.ofNullable(ctx.queryParam("type"));
        Optional<String> visible = Optional.ofNullable(ctx.queryParam("is_visible"));
        Optional<Instant> from =
                Optional.ofNullable(ctx.queryParam("date_modified:min")).flatMap(Dates::read);
        Optional<Instant> until =
                Optional.ofNullable(ctx.queryParam("date_modified:max")).flatMap(Dates::read);
        return product ->
                name.map(product.name()::equalsIgnoreCase).orElse(true)
                        && type.map(Json.text(product.fields(), "type")::equals).orElse(true)
                        && visible.map(v ->
                                        v.matches("1|true")
                                                == product.fields()
                                                        .path("is_visible")
                                                        .asBoolean(true))
                                .orElse(true)
                        && from.map(t -> !product.modified().isBefore(t)).orElse(true)
                        && until.map(t -> !product.modified().isAfter(t)).orElse(true);
    }

    private Answer one(Context ctx) {
        return catalog.product(CatalogFields.id(ctx, "id"))
                .map(product -> view.product(product, PaymentRoutes.in(ctx, "include")))
                .map(json -> Answer.json(200, CatalogFields.data(CatalogFields.chosen(ctx, json))))
                .orElseGet(Errors.V3::notFound);
    }

    private Answer create(Context ctx) {
        ObjectNode body = Json.objectOrNull(ctx.bodyAsBytes());
        if (body == null) {
            return Errors.V3.of(400, "Input is invalid.");
        }
        CatalogProduct product = catalog.create(body);
        boolean partial = store.faults().strikes(Fault.BIGCOMMERCE_PARTIAL);
        if (!partial) {
            levels(product, body);
        }
        store.tellOfProduct("created", product.id());
        ObjectNode json = view.product(product, Set.of("variants", "options", "images"));
        return answer(json, partial);
    }

    private Answer update(Context ctx) {
        ObjectNode body = Json.objectOrNull(ctx.bodyAsBytes());
        if (body == null) {
            return Errors.V3.of(400, "Input is invalid.");
        }
        body.put("id", CatalogFields.id(ctx, "id"));
        List<ObjectNode> one = List.of(body);
        CatalogProduct product = catalog.update(one).getFirst();
        boolean partial = saved(one, List.of(product));
        return answer(view.product(product, PaymentRoutes.in(ctx, "include")), partial);
    }

    private Answer updateBatch(Context ctx) {
        List<ObjectNode> bodies = CatalogFields.batch(ctx);
        if (bodies.isEmpty()) {
            return Errors.V3.of(422, "JSON data is missing or invalid");
        }
        List<CatalogProduct> products = catalog.update(bodies);
        boolean partial = saved(bodies, products);
        return answer(
                Json.arrayOf(
                        products.stream()
                                .map(p ->
                                        CatalogFields.chosen(
                                                ctx,
                                                view.product(p, PaymentRoutes.in(ctx, "include"))))
                                .toList()),
                partial);
    }

    // When only a part is saved, it is the last product of the batch that lacks something; which
    // one
    // it was isn't told.
    private boolean saved(List<ObjectNode> bodies, List<CatalogProduct> products) {
        boolean partial = store.faults().strikes(Fault.BIGCOMMERCE_PARTIAL);
        for (int i = 0; i < bodies.size(); i++) {
            if (!partial || i < bodies.size() - 1) {
                levels(products.get(i), bodies.get(i));
            }
            store.tellOfProduct("updated", products.get(i).id());
        }
        return partial;
    }

    private void levels(CatalogProduct product, ObjectNode body) {
        store.inventory().write(product, body);
        List<ObjectNode> bodies = Json.objects(body, "variants");
        List<CatalogVariant> variants = catalog.variants(product);
        for (int i = 0; i < Math.min(bodies.size(), variants.size()); i++) {
            store.inventory().write(variants.get(i), bodies.get(i));
        }
    }

    private static Answer answer(JsonNode data, boolean partial) {
        ObjectNode body = CatalogFields.data(data);
        if (!partial) {
            return Answer.json(200, body);
        }
        ObjectNode errors = Errors.body(207, "The product was saved in part.");
        errors.putObject("errors").put("inventory_level", "The inventory failed to update.");
        body.set("errors", errors);
        return Answer.json(207, body);
    }

    private static Set<String> either(Context ctx, String one, String many) {
        Set<String> values = PaymentRoutes.in(ctx, many);
        String value = ctx.queryParam(one);
        return value == null ? values : Set.of(value);
    }
}
