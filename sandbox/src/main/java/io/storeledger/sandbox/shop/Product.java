package io.storeledger.sandbox.shop;

import java.math.BigDecimal;

/// Something the store sells.
///
/// @param price in the store's own currency
/// @param digital whether it is downloaded, not shipped
public record Product(
        long productId,
        long variantId,
        String sku,
        String name,
        BigDecimal price,
        boolean digital) {}
