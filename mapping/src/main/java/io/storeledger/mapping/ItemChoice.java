package io.storeledger.mapping;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Chooses the NetSuite item of each part; what has none is a reason that says what to do.
final class ItemChoice {
    private final Rules.Items items;
    private final References references;
    private final List<String> reasons;

    ItemChoice(Rules.Items items, References references, List<String> reasons) {
        this.items = items;
        this.references = references;
        this.reasons = reasons;
    }

    /// The item of a part; empty if a reason was noted.
    Optional<Picked> of(Part part) {
        return switch (part.kind()) {
            case PRODUCT -> product(part);
            case SHIPPING -> special(part, items.shipping(), "shipping");
            case HANDLING -> special(part, items.handling(), "handling");
            case WRAPPING -> special(part, items.wrapping(), "wrapping");
            case FEE -> special(part, items.fee(), "fee");
            case DISCOUNT -> special(part, items.discount(), "discount");
            case COUPON -> special(part, items.coupon(), "coupon");
            case ROUNDING -> special(part, items.rounding(), "rounding");
            case REFUND -> refund(part, items.refund(), "refund");
            case REFUND_ADJUSTMENT -> refund(part, items.refundAdjustment(), "refundAdjustment");
        };
    }

    /// Whether the item of a product is found by its SKU in NetSuite.
    static boolean lookedUp(ObjectNode product, Rules.Items items) {
        return !Products.giftCertificate(product)
                && Products.sku(product).filter(sku -> items.named(sku).isEmpty()).isPresent();
    }

    private Optional<Picked> product(Part part) {
        ObjectNode product = part.source();
        if (Products.giftCertificate(product)) {
            return chosen(
                    picked(items.giftCertificate(), "giftCertificate"),
                    "The order sells the gift certificate \"%s\", but rules.items.giftCertificate"
                                    .formatted(part.label())
                            + " names no item for it.");
        }
        Optional<String> sku = Products.sku(product);
        if (sku.isEmpty()) {
            return chosen(
                    picked(items.customProduct(), "customProduct"),
                    "The product \"%s\" has no SKU; set rules.items.customProduct to the item for"
                                    .formatted(part.label())
                            + " such products.");
        }
        Optional<Picked> ofSku =
                items.named(sku.get())
                        .or(() -> references.item(sku.get()).map(ItemChoice::lookedUp))
                        .or(() ->
                                Products.custom(product)
                                        ? picked(items.customProduct(), "customProduct")
                                        : Optional.empty())
                        .or(() -> picked(items.unknown(), "unknown"));
        return chosen(
                ofSku,
                "NetSuite has no item with the SKU \"%s\" (\"%s\"); create the item, or name one for"
                                .formatted(sku.get(), part.label())
                        + " the SKU in rules.items.bySku, or one for all unknown SKUs in"
                        + " rules.items.unknown.");
    }

    private Optional<Picked> special(Part part, Optional<Ref> item, String key) {
        return chosen(
                picked(item, key),
                "The order has %s, but rules.items.%s names no item for it."
                        .formatted(part.kind().words(), key));
    }

    private Optional<Picked> refund(Part part, Optional<Ref> item, String key) {
        return chosen(
                picked(item, key),
                "The refund has %s (\"%s\"), but rules.items.%s names no item for it."
                        .formatted(part.kind().words(), part.label(), key));
    }

    private static Optional<Picked> picked(Optional<Ref> item, String key) {
        return item.map(ref -> Picked.of("items", key, ref));
    }

    private static Picked lookedUp(String id) {
        return Picked.of("", "", new Ref.Internal(id));
    }

    private Optional<Picked> chosen(Optional<Picked> item, String reason) {
        if (item.isEmpty() && !reasons.contains(reason)) {
            reasons.add(reason);
        }
        return item;
    }
}
