package io.storeledger.cli.demo;

import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/// Amounts of money in the books of both sides.
final class Amounts {
    private static final BigDecimal HALF_A_CENT = new BigDecimal("0.005");

    private Amounts() {}

    /// What a field says, zero if it is unset.
    static BigDecimal of(ObjectNode record, String field) {
        String text = record.path(field).asString("");
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }

    /// Whether they are not the same to the cent; the store writes four decimals.
    static boolean differ(BigDecimal store, BigDecimal netSuite) {
        return store.subtract(netSuite).abs().compareTo(HALF_A_CENT) >= 0;
    }
}
