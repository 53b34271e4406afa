package io.storeledger.sandbox.bigcommerce;

import static io.storeledger.sandbox.bigcommerce.CatalogFields.READ;
import static io.storeledger.sandbox.bigcommerce.CatalogFields.WRITE;

import io.javalin.http.Context;
import io.storeledger.sandbox.bigcommerce.catalog.Catalog;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogProduct;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogRefusal;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogVariant;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogView;
import io.storeledger.sandbox.bigcommerce.catalog.OptionValue;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.json.Json;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v3/catalog/variants`, and variants and options below a product.
final class VariantRoutes {
    private final StoreSandbox store;
    private final Catalog catalog;
    private final CatalogView view;

    VariantRoutes(StoreSandbox store) {
        this.store = store;
        this.catalog = store.catalog();
        this.view = new CatalogView(catalog, store.inventory());
    }

    void register(Routes routes) {
        String ofProduct = "/v3/catalog/products/{id}/";
        routes.get("/v3/catalog/variants", READ, this::all);
        routes.put("/v3/catalog/variants", WRITE, this::updateBatch);
        routes.get(ofProduct + "variants", READ, ctx -> withProduct(ctx, p -> variants(ctx, p)));
        routes.post(ofProduct + "variants", WRITE, ctx -> withProduct(ctx, p -> add(ctx, p)));
        routes.get(ofProduct + "variants/{variant}", READ, this::one);
        routes.put(ofProduct + "variants/{variant}", WRITE, this::update);
        routes.get(
                ofProduct + "options",
                READ,
                ctx ->
                        withProduct(
                                ctx, p -> Answer.json(200, CatalogFields.data(view.options(p)))));
        routes.post(ofProduct + "options", WRITE, ctx -> withProduct(ctx, p -> option(ctx, p)));
        routes.post(
                ofProduct + "options/{option}/values",
                WRITE,
                ctx -> withProduct(ctx, p -> optionValue(ctx, p)));
    }

    private Answer all(Context ctx) {
        Page page = Page.of(ctx, Page.MAX);
        String id = ctx.queryParam("id");
        String sku = ctx.queryParam("sku");
        Set<String> products = PaymentRoutes.in(ctx, "product_id:in");
        Stream<CatalogVariant> found;
        if (id != null) {
            found =
                    id.matches("\\d{1,18}")
                            ? catalog.variant(Long.parseLong(id)).stream()
                            : Stream.of();
        } else if (sku != null) {
            found = catalog.variant(sku).stream();
        } else if (!products.isEmpty()) {
            found =
                    products.stream()
                            .filter(each -> each.matches("\\d{1,18}"))
                            .map(Long::valueOf)
                            .sorted()
                            .flatMap(each -> catalog.product(each).stream())
                            .flatMap(product -> catalog.variants(product).stream());
        } else {
            List<CatalogVariant> shown = page.of(catalog.variants().stream());
            return page.answer(catalog.variants().size(), shown(ctx, shown));
        }
        List<CatalogVariant> list = found.toList();
        return page.answer(list.size(), shown(ctx, page.of(list)));
    }

    private Answer variants(Context ctx, CatalogProduct product) {
        Page page = Page.of(ctx, Page.MAX);
        List<CatalogVariant> all = catalog.variants(product);
        return page.answer(all.size(), shown(ctx, page.of(all)));
    }

    private Answer one(Context ctx) {
        return catalog.variant(CatalogFields.id(ctx, "variant"))
                .filter(variant -> variant.productId() == CatalogFields.id(ctx, "id"))
                .map(view::variant)
                .map(json -> Answer.json(200, CatalogFields.data(CatalogFields.chosen(ctx, json))))
                .orElseGet(Errors.V3::notFound);
    }

    private Answer update(Context ctx) {
        ObjectNode body = Json.objectOrNull(ctx.bodyAsBytes());
        long id = CatalogFields.id(ctx, "variant");
        boolean known =
                catalog.variant(id)
                        .filter(v -> v.productId() == CatalogFields.id(ctx, "id"))
                        .isPresent();
        if (!known) {
            return Errors.V3.notFound();
        }
        if (body == null) {
            return Errors.V3.of(400, "Input is invalid.");
        }
        body.put("id", id);
        CatalogVariant variant = written(List.of(body)).getFirst();
        return Answer.json(200, CatalogFields.data(view.variant(variant)));
    }

    private Answer updateBatch(Context ctx) {
        List<ObjectNode> bodies = CatalogFields.batch(ctx);
        // The batch changes no SKU of a variant that exists.
        bodies.stream().filter(b -> b.has("id")).forEach(b -> b.remove("sku"));
        try {
            if (bodies.isEmpty()) {
                return Errors.V3.of(422, "JSON data is missing or invalid");
            }
            return Page.of(ctx).answer(bodies.size(), shown(ctx, written(bodies)));
        } catch (CatalogRefusal e) {
            return e.status() == 413 ? Errors.of(e) : batchErrors(e);
        }
    }

    private Answer add(Context ctx, CatalogProduct product) {
        ObjectNode body = Json.objectOrNull(ctx.bodyAsBytes());
        if (body == null) {
            return Errors.V3.of(400, "Input is invalid.");
        }
        body.remove("id");
        body.put("product_id", product.id());
        CatalogVariant added = written(List.of(body)).getFirst();
        return Answer.json(200, CatalogFields.data(view.variant(added)));
    }

    private Answer option(Context ctx, CatalogProduct product) {
        ObjectNode body = Json.objectOrNull(ctx.bodyAsBytes());
        String name = body == null ? "" : Json.text(body, "display_name");
        if (body == null || name.isEmpty()) {
            return Errors.invalid("display_name", "error.path.missing");
        }
        List<String> labels =
                Json.objects(body, "option_values").stream()
                        .map(value -> Json.text(value, "label"))
                        .toList();
        catalog.addOptions(product.id(), name, labels);
        CatalogProduct changed = catalog.product(product.id()).orElse(product);
        JsonNode added =
                view.options(changed)
                        .valueStream()
                        .filter(option -> Json.text(option, "display_name").equals(name))
                        .findFirst()
                        .orElseGet(Json::object);
        return Answer.json(200, CatalogFields.data(added));
    }

    private Answer optionValue(Context ctx, CatalogProduct product) {
        ObjectNode body = Json.objectOrNull(ctx.bodyAsBytes());
        String label = body == null ? "" : Json.text(body, "label");
        if (body == null || label.isEmpty() || !body.has("sort_order")) {
            return Errors.invalid("label", "error.path.missing");
        }
        long optionId = CatalogFields.id(ctx, "option");
        return product.options().stream()
                .filter(value -> value.optionId() == optionId)
                .findFirst()
                .map(known -> optionValue(product, known, label))
                .orElseGet(Errors.V3::notFound);
    }

    private Answer optionValue(CatalogProduct product, OptionValue sibling, String label) {
        ObjectNode data = Json.object();
        catalog.addOptions(product.id(), sibling.option(), List.of(label)).stream()
                .filter(value -> value.optionId() == sibling.optionId())
                .filter(value -> value.label().equals(label))
                .forEach(added -> data.put("id", added.id()));
        data.put("label", label);
        data.put("sort_order", 0);
        data.put("is_default", false);
        return Answer.json(200, CatalogFields.data(data));
    }

    private List<CatalogVariant> written(List<ObjectNode> bodies) {
        List<CatalogVariant> variants = catalog.updateVariants(bodies);
        for (int i = 0; i < bodies.size(); i++) {
            store.inventory().write(variants.get(i), bodies.get(i));
            store.tellOfSku(bodies.get(i).has("id") ? "updated" : "created", variants.get(i));
        }
        variants.stream()
                .map(CatalogVariant::productId)
                .distinct()
                .forEach(id -> store.tellOfProduct("updated", id));
        return variants;
    }

    // Which of the batch it was isn't told.
    private static Answer batchErrors(CatalogRefusal refusal) {
        ObjectNode body = Json.object();
        ObjectNode error = Errors.body(422, String.valueOf(refusal.getMessage()));
        ObjectNode errors = error.putObject("errors");
        refusal.errors().forEach(errors::put);
        body.putArray("batch_errors").add(error);
        return Answer.json(422, body);
    }

    private List<ObjectNode> shown(Context ctx, List<CatalogVariant> variants) {
        return variants.stream().map(v -> CatalogFields.chosen(ctx, view.variant(v))).toList();
    }

    private Answer withProduct(Context ctx, Function<CatalogProduct, Answer> work) {
        return catalog.product(CatalogFields.id(ctx, "id"))
                .map(work)
                .orElseGet(Errors.V3::notFound);
    }
}
