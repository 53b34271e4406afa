package io.storeledger.mapping;

import java.math.BigDecimal;

/// How numbers that are no money are written.
final class Numbers {
    private Numbers() {}

    /// Without needless zeroes, and without an exponent: `2`, `0.5`, `100`.
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
