package io.storeledger.clients.bigcommerce;

import java.util.OptionalLong;

/// What a store says of a product.
///
/// @param id its id
/// @param sku its own SKU; empty if it has none
/// @param tracking `none`, `product` or `variant`
/// @param baseVariantId the variant that stands for a product without options; empty with options
public record StoredProduct(long id, String sku, String tracking, OptionalLong baseVariantId) {}
