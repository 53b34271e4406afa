package io.storeledger.sandbox.shop;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of an order that is being drawn up.
///
/// @param id of the line in an order that is placed already, else 0
/// @param productId 0 for a custom product
/// @param sku "" for a custom product or gift certificate
/// @param type `physical`, `digital` or `giftcertificate`
/// @param price of one, tax included or not as the order's prices are
/// @param discount off the whole line
/// @param wrapping what gift wrapping of the line costs
/// @param taxPercent null for the order's own rate
/// @param bundled what comes with it at no price of its own
public record DraftLine(
        long id,
        long productId,
        long variantId,
        String sku,
        String name,
        String type,
        BigDecimal price,
        int quantity,
        BigDecimal discount,
        BigDecimal wrapping,
        @Nullable BigDecimal taxPercent,
        List<Product> bundled) {
    /// Copies the list.
    public DraftLine {
        bundled = List.copyOf(bundled);
    }

    /// A line of a catalogue product.
    public static DraftLine of(Product product, BigDecimal price, int quantity) {
        return new DraftLine(
                0,
                product.productId(),
                product.variantId(),
                product.sku(),
                product.name(),
                product.digital() ? "digital" : "physical",
                price,
                quantity,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                List.of());
    }

    /// A line of any SKU.
    public static DraftLine of(String sku, String price, int quantity) {
        return of(
                new Product(9_001, 9_301, sku, sku, new BigDecimal(price), false),
                new BigDecimal(price),
                quantity);
    }

    /// A product that is in no catalogue and has no SKU.
    public static DraftLine custom(String name, String price, int quantity) {
        return new DraftLine(
                0,
                0,
                0,
                "",
                name,
                "physical",
                new BigDecimal(price),
                quantity,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                List.of());
    }

    /// A gift certificate that is bought. It bears no tax.
    public static DraftLine giftCertificate(String price) {
        return new DraftLine(
                0,
                0,
                0,
                "",
                "Gift Certificate",
                "giftcertificate",
                new BigDecimal(price),
                1,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                List.of());
    }

    /// The same with so much off the whole line.
    public DraftLine withDiscount(String amount) {
        return new DraftLine(
                id,
                productId,
                variantId,
                sku,
                name,
                type,
                price,
                quantity,
                new BigDecimal(amount),
                wrapping,
                taxPercent,
                bundled);
    }

    /// The same, gift-wrapped for so much.
    public DraftLine withWrapping(String cost) {
        return new DraftLine(
                id,
                productId,
                variantId,
                sku,
                name,
                type,
                price,
                quantity,
                discount,
                new BigDecimal(cost),
                taxPercent,
                bundled);
    }

    /// The same at another tax rate.
    public DraftLine withTax(String percent) {
        return new DraftLine(
                id,
                productId,
                variantId,
                sku,
                name,
                type,
                price,
                quantity,
                discount,
                wrapping,
                new BigDecimal(percent),
                bundled);
    }

    /// The same with products that come with it.
    public DraftLine withBundled(List<Product> products) {
        return new DraftLine(
                id,
                productId,
                variantId,
                sku,
                name,
                type,
                price,
                quantity,
                discount,
                wrapping,
                taxPercent,
                products);
    }

    /// The same in another quantity, at full price: an edit clears a line's discounts.
    public DraftLine withQuantity(int other) {
        return new DraftLine(
                id,
                productId,
                variantId,
                sku,
                name,
                type,
                price,
                other,
                BigDecimal.ZERO,
                wrapping,
                taxPercent,
                bundled);
    }

    /// The same under the id it got when the order was placed.
    public DraftLine withId(long placed) {
        return new DraftLine(
                placed,
                productId,
                variantId,
                sku,
                name,
                type,
                price,
                quantity,
                discount,
                wrapping,
                taxPercent,
                bundled);
    }

    boolean needsShipping() {
        return type.equals("physical");
    }

    boolean discountable() {
        return !type.equals("giftcertificate");
    }
}
