package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.json.Json;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ExpectedTotalsTest {

    @ParameterizedTest
    @CsvSource({
        "USD, 62.6750, 62.68",
        "usd, 10, 10.00",
        "JPY, 1200.0000, 1200",
        "KWD, 1.2345, 1.235",
    })
    void anOrderTotalsWhatWasChargedInItsCurrencysMinorUnit(
            String currency, String charged, BigDecimal expected) {
        ObjectNode order =
                Json.object().put("default_currency_code", currency).put("total_inc_tax", charged);

        assertThat(ExpectedTotals.ofOrder(order))
                .isEqualTo(
                        new ExpectedTotals.Total(
                                expected, currency.toUpperCase(java.util.Locale.ROOT)));
    }

    @Test
    void anOrderWithoutATotalSaysSo() {
        ObjectNode order = Json.object().put("currency_code", "USD");

        assertThat(ExpectedTotals.ofOrder(order))
                .isEqualTo(new ExpectedTotals.Unclear("The order lacks total_inc_tax."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|30.00",
                "[{amount: 30, is_declined: false}]|30.00",
                "[{amount: 20, is_declined: false}, {amount: 10, is_declined: true}]|20.00",
                "[{amount: 30, is_declined: false}, {amount: 30, is_declined: true}]|30.00",
            })
    void aRefundTotalsWhatWasNotDeclined(String payments, BigDecimal expected) {
        assertThat(ExpectedTotals.ofRefund(refund(payments), "USD"))
                .isEqualTo(new ExpectedTotals.Total(expected, "USD"));
    }

    @Test
    void aRefundWhosePaymentsWereAllDeclinedComesToNothing() {
        assertThat(ExpectedTotals.ofRefund(refund("[{amount: 30, is_declined: true}]"), "USD"))
                .isEqualTo(new ExpectedTotals.Nothing("All payments of the refund were declined."));
    }

    @Test
    void aRefundWhosePaymentsDoNotComeToItIsUnclear() {
        assertThat(ExpectedTotals.ofRefund(refund("[{amount: 29, is_declined: false}]"), "USD"))
                .isInstanceOf(ExpectedTotals.Unclear.class);
    }

    private static ObjectNode refund(String payments) {
        String json = payments.replaceAll("(amount|is_declined)", "\"$1\"");
        ObjectNode refund = Json.object().put("total_amount", new BigDecimal("30"));
        refund.set("payments", Json.tree(json));
        return refund;
    }
}
