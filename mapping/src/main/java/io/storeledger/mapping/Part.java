package io.storeledger.mapping;

import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/// One part of an order as the store wrote it: a product line, a charge, a deduction.
///
/// @param kind what it is
/// @param label what it is called on the sales order
/// @param inc its amount with tax, in major units, unrounded; negative for a deduction
/// @param ex its amount without tax
/// @param tax its own tax as the store wrote it; a deduction has none, see [TaxShares]
/// @param source the JSON it comes from
/// @param from where in the order or the refund the amount stands, without the `_inc_tax` or
///   `_ex_tax` that some have: `order.products[0].total`
record Part(
        Kind kind,
        String label,
        BigDecimal inc,
        BigDecimal ex,
        BigDecimal tax,
        ObjectNode source,
        String from) {

    /// What a part is, and what people call it.
    enum Kind {
        PRODUCT("products"),
        SHIPPING("shipping"),
        HANDLING("handling"),
        WRAPPING("gift wrapping"),
        FEE("fees"),
        DISCOUNT("discount"),
        COUPON("coupon discount"),
        ROUNDING("rounding"),
        REFUND("money given back"),
        REFUND_ADJUSTMENT("an adjustment");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean deduction() {
            return this == DISCOUNT || this == COUPON;
        }
    }

    /// The amount on a basis.
    BigDecimal on(Basis basis) {
        return switch (basis) {
            case INC -> inc;
            case EX -> ex;
        };
    }

    /// The same without a tax of its own.
    Part withoutTax() {
        return new Part(kind, label, inc, ex, BigDecimal.ZERO, source, from);
    }
}
