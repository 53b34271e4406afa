package io.storeledger.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// What a product line of an order says about the product.
final class Products {
    private Products() {}

    static Optional<String> sku(ObjectNode product) {
        return Fields.text(product, "sku");
    }

    static boolean giftCertificate(ObjectNode product) {
        return Fields.text(product, "type").filter("giftcertificate"::equals).isPresent();
    }

    /// Typed in by hand in the control panel, without a catalogue entry.
    static boolean custom(ObjectNode product) {
        return Fields.text(product, "product_id").filter(id -> !id.equals("0")).isEmpty();
    }

    static boolean partOfBundle(ObjectNode product) {
        return Fields.text(product, "parent_order_product_id")
                .filter(id -> !id.equals("0"))
                .isPresent();
    }

    /// How many; noted if it is not a number of at least zero.
    static BigDecimal quantity(ObjectNode product, List<String> reasons) {
        Optional<BigDecimal> quantity =
                Fields.decimal(product.get("quantity")).filter(number -> number.signum() >= 0);
        if (quantity.isEmpty()) {
            reasons.add(
                    "The product \"%s\" has no quantity, or one that is no number."
                            .formatted(label(product)));
        }
        return quantity.orElse(BigDecimal.ONE);
    }

    /// The name with the chosen options: `Towel (Size: S, Colour: Orange)`.
    static String label(ObjectNode product) {
        String name =
                Fields.text(product, "name_merchant")
                        .or(() -> Fields.text(product, "name"))
                        .or(() -> sku(product))
                        .orElse("Product without a name");
        String options =
                Fields.objects(product, "product_options").stream()
                        .flatMap(option -> option(option).stream())
                        .collect(Collectors.joining(", "));
        return options.isEmpty() ? name : "%s (%s)".formatted(name, options);
    }

    private static Optional<String> option(ObjectNode option) {
        return Fields.text(option, "display_value")
                .map(value ->
                        Fields.text(option, "display_name")
                                .map(name -> name + ": " + value)
                                .orElse(value));
    }
}
