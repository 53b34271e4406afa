package io.storeledger.common.event;

/// Under which ids a store knows a SKU.
///
/// @param productId the product
/// @param variantId the variant; a product without options has one as well
/// @param whole whether it is the whole product, not one of its variants: price and data are the
///   product's then
/// @param tracking whose stock the store keeps
public record StoreItem(long productId, long variantId, boolean whole, Tracking tracking) {

    /// Whose stock the store keeps: adjustments must name just that.
    public enum Tracking {
        NONE,
        PRODUCT,
        VARIANT
    }
}
