package io.storeledger.sandbox.bigcommerce.catalog;

import io.storeledger.sandbox.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// Makes variants and the options that set them apart; used under the catalogue's lock.
final class VariantMaker {
    private static final int PER_PRODUCT = 600;

    private long lastVariant = 50_000;
    private long lastOption = 100;
    private long lastValue = 1000;

    /// All option values that these variants name.
    List<OptionValue> options(List<ObjectNode> variants) {
        List<OptionValue> all = new ArrayList<>();
        for (ObjectNode variant : variants) {
            for (ObjectNode value : Json.objects(variant, "option_values")) {
                find(all, value, true);
            }
        }
        return all;
    }

    /// These and the labels of this option.
    List<OptionValue> options(List<OptionValue> old, String option, List<String> labels) {
        List<OptionValue> all = new ArrayList<>(old);
        for (String label : labels) {
            ObjectNode wanted = Json.object().put("option_display_name", option);
            find(all, wanted.put("label", label), true);
        }
        return all;
    }

    /// The variants of a new product, or its base variant if none are wanted.
    List<CatalogVariant> make(
            long productId,
            ObjectNode product,
            List<ObjectNode> wanted,
            List<OptionValue> options) {
        if (wanted.isEmpty()) {
            long given = Json.number(product, "base_variant_id");
            long id = given > 0 ? given : ++lastVariant;
            return List.of(
                    new CatalogVariant(
                            id, productId, Json.text(product, "sku"), Json.object(), List.of()));
        }
        if (wanted.size() > PER_PRODUCT) {
            throw CatalogRefusal.invalid("variants", "A product has 600 variants at most");
        }
        List<CatalogVariant> made = new ArrayList<>();
        for (ObjectNode body : wanted) {
            ProductCheck.variant(body);
            List<OptionValue> values = values(body, new ArrayList<>(options));
            if (values.isEmpty()) {
                throw CatalogRefusal.invalid("variants", "error.path.missing: option_values");
            }
            made.add(variant(productId, body, values));
        }
        return made;
    }

    /// Refuses a variant that can't be added to its product.
    void check(
            ObjectNode body,
            Optional<CatalogProduct> product,
            Function<CatalogProduct, List<CatalogVariant>> others) {
        if (product.isEmpty()) {
            throw CatalogRefusal.invalid("product_id", "The product does not exist");
        }
        if (Json.text(body, "sku").isEmpty()) {
            throw CatalogRefusal.invalid("sku", "error.path.missing");
        }
        List<OptionValue> values = values(body, product.get().options());
        if (values.isEmpty()) {
            throw CatalogRefusal.invalid("option_values", "error.path.missing");
        }
        List<CatalogVariant> siblings = others.apply(product.get());
        if (siblings.size() >= PER_PRODUCT) {
            throw CatalogRefusal.invalid("product_id", "A product has 600 variants at most");
        }
        if (siblings.stream().anyMatch(each -> each.values().equals(values))) {
            throw new CatalogRefusal(409, "A variant with these option values exists", Map.of());
        }
    }

    CatalogVariant add(CatalogProduct product, ObjectNode body) {
        return variant(product.id(), body, values(body, product.options()));
    }

    static ObjectNode fields(ObjectNode body) {
        ObjectNode fields = body.deepCopy();
        fields.remove(
                List.of("id", "product_id", "sku", "sku_id", "option_values", "inventory_level"));
        return fields;
    }

    private CatalogVariant variant(long productId, ObjectNode body, List<OptionValue> values) {
        long given = Json.number(body, "id");
        return new CatalogVariant(
                given > 0 ? given : ++lastVariant,
                productId,
                Json.text(body, "sku"),
                fields(body),
                values);
    }

    private List<OptionValue> values(ObjectNode body, List<OptionValue> options) {
        return Json.objects(body, "option_values").stream()
                .map(value -> find(options, value, false))
                .toList();
    }

    private OptionValue find(List<OptionValue> all, ObjectNode wanted, boolean create) {
        String option = Json.text(wanted, "option_display_name");
        String label = Json.text(wanted, "label");
        long id = Json.number(wanted, "id");
        Optional<OptionValue> known =
                all.stream()
                        .filter(v ->
                                id > 0
                                        ? v.id() == id
                                        : v.option().equals(option) && v.label().equals(label))
                        .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        if (!create || option.isEmpty() || label.isEmpty()) {
            throw CatalogRefusal.invalid("option_values", "The option value does not exist");
        }
        long optionId =
                all.stream()
                        .filter(v -> v.option().equals(option))
                        .map(OptionValue::optionId)
                        .findFirst()
                        .orElseGet(() -> ++lastOption);
        OptionValue value = new OptionValue(++lastValue, optionId, option, label);
        all.add(value);
        return value;
    }
}
