package io.storeledger.common.event;

import java.math.BigDecimal;
import java.util.Currency;

/// Amounts for people: with the digits of their currency, and never without one that is there. The
/// store says `3261.5400`.
public final class Money {
    private Money() {}

    /// `3261.54 USD`; of what is no number or no currency's the text as it is.
    public static String say(String amount, String currency) {
        try {
            return say(new BigDecimal(amount), currency);
        } catch (NumberFormatException e) {
            return amount + " " + currency;
        }
    }

    /// The same of a number.
    public static String say(BigDecimal amount, String currency) {
        return (digits(amount, currency) + " " + currency).strip();
    }

    /// `3261.54`: without the currency.
    public static String digits(BigDecimal amount, String currency) {
        return scaled(amount, currency).toPlainString();
    }

    private static BigDecimal scaled(BigDecimal amount, String currency) {
        int digits;
        try {
            digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return amount;
        }
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < digits ? stripped.setScale(digits) : stripped;
    }
}
