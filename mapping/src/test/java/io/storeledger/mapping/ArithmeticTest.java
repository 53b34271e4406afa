package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArithmeticTest {

    @Test
    void addsUpWhatTheBodySaysWhoeverWroteIt() {
        assertThat(proof("10.00", false).holds()).isTrue();
        assertThat(proof("10.00", false))
                .hasToString("lines 12.50 + tax 2.50 = 15.00 GBP; the store charged 15.00 GBP");
        assertThat(proof("10.01", false).holds()).isFalse();
    }

    @Test
    void aRateThatComesToAnotherAmountIsWhatCounts() {
        assertThat(
                        prove(
                                        """
                                        {"item": {"items": [
                                          {"quantity": 3, "rate": 4.17, "amount": 12.50}]},
                                         "taxDetails": {"items": [{"taxAmount": 2.50}]}}
                                        """,
                                        false)
                                .holds())
                .isFalse();
    }

    @Test
    void whatNetSuiteTaxesIsProvedWithoutTax() {
        String body = "{\"item\": {\"items\": [{\"amount\": 12.50}]}}";
        assertThat(prove(body, true).holds()).isTrue();
        assertThat(prove(body, false).holds()).isFalse();
        assertThat(prove(body, true).toString())
                .endsWith(", of which 2.50 is tax that NetSuite is to compute");
    }

    private static Arithmetic proof(String amount, boolean afterWrite) {
        return prove(
                """
                {"shippingCost": 2.00, "handlingCost": 0.50,
                 "item": {"items": [{"amount": %s}]},
                 "taxDetails": {"items": [{"taxAmount": 2.50}]}}
                """
                        .formatted(amount),
                afterWrite);
    }

    private static Arithmetic prove(String body, boolean afterWrite) {
        return Arithmetic.of(
                "charged",
                TestOrder.object(body),
                "GBP",
                new BigDecimal("15.00"),
                new BigDecimal("2.50"),
                afterWrite,
                List.of());
    }
}
