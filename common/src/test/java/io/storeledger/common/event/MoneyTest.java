package io.storeledger.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "3261.5400, USD, 3261.54 USD",
        "3261.5, USD, 3261.50 USD",
        "3261, EUR, 3261.00 EUR",
        "0.0050, USD, 0.005 USD",
        "-12.3400, GBP, -12.34 GBP",
        "1500.0000, JPY, 1500 JPY",
        "100, JPY, 100 JPY",
        "1.5, KWD, 1.500 KWD",
        "1.50, XYZ, 1.50 XYZ",
        "12 apples, USD, 12 apples USD",
    })
    void hasTheDigitsOfItsCurrencyAndLosesNone(String amount, String currency, String said) {
        assertThat(Money.say(amount, currency)).isEqualTo(said);
    }
}
