package io.storeledger.clients.bigcommerce;

/// Under which ids a store has a SKU.
///
/// @param sku as the store spells it
public record StoredSku(String sku, long productId, long variantId) {}
