package io.storeledger.console.preview;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields whose values tell nothing about a person. All others may: a list of those that do
/// would miss the next custom field.
final class ImpersonalFields {
    private static final String MASK = "***";

    private static final Set<String> FIELDS =
            Set.of(
                    "class",
                    "currency",
                    "currencyList.items.currency",
                    "customForm",
                    "department",
                    "isInactive",
                    "isPerson",
                    "item.items.amount",
                    "item.items.class",
                    "item.items.department",
                    "item.items.item",
                    "item.items.location",
                    "item.items.price",
                    "item.items.quantity",
                    "item.items.rate",
                    "item.items.taxDetailsReference",
                    "location",
                    "orderStatus",
                    "paymentOption",
                    "salesChannel",
                    "shipMethod",
                    "shippingCost",
                    "subsidiary",
                    "taxDetails.items.taxAmount",
                    "taxDetails.items.taxBasis",
                    "taxDetails.items.taxCode",
                    "taxDetails.items.taxDetailsReference",
                    "taxDetails.items.taxRate",
                    "taxDetails.items.taxType",
                    "taxDetailsOverride",
                    "toBeEmailed",
                    "tranDate");

    private ImpersonalFields() {}

    static Difference masked(Difference difference) {
        String field =
                difference
                        .field()
                        .replaceAll("\\[\\d+]", "")
                        .replaceFirst("\\.(id|externalId)$", "");
        return FIELDS.contains(field)
                ? difference
                : new Difference(
                        difference.field(),
                        masked(difference.before()),
                        masked(difference.after()));
    }

    private static @Nullable String masked(@Nullable String value) {
        return value == null ? null : MASK;
    }
}
