package io.storeledger.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;

/// A currency and its minor unit (ISO 4217): the cent, the whole yen, a thousandth of a dinar.
///
/// @param code ISO 4217
/// @param digits decimals of the major unit
record Minor(String code, int digits) {

    /// The currency with a code; empty if there is none, or it has no minor unit (gold).
    static Optional<Minor> of(String code) {
        try {
            int digits = Currency.getInstance(code).getDefaultFractionDigits();
            return digits < 0 ? Optional.empty() : Optional.of(new Minor(code, digits));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Minor units, unrounded.
    BigDecimal units(BigDecimal amount) {
        return amount.movePointRight(digits);
    }

    /// Minor units, halves rounded away from zero as a till does.
    long rounded(BigDecimal amount) {
        return round(units(amount));
    }

    /// The amount of so many minor units, with all decimals of the currency.
    BigDecimal amount(long units) {
        return BigDecimal.valueOf(units, digits);
    }

    /// An unrounded amount for people: `62.6793 GBP`.
    String say(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        BigDecimal shown = stripped.scale() < digits ? stripped.setScale(digits) : stripped;
        return shown.toPlainString() + " " + code;
    }

    /// A number of minor units for people.
    String say(long units) {
        return say(amount(units));
    }

    static long round(BigDecimal units) {
        return units.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
