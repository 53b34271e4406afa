package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExternalIdsTest {
    private final ExternalIds ids = new ExternalIds("abc123");

    @Test
    void havePrefixesPerType() {
        assertThat(ids.salesOrder("7")).isEqualTo("BC-abc123-SO-7");
        assertThat(ids.creditMemo("7")).isEqualTo("BC-abc123-CM-7");
        assertThat(ids.customer("7")).isEqualTo("BC-abc123-CUST-7");
    }

    @Test
    void aGuestIsTheSameUnderEverySpellingOfTheAddress() {
        assertThat(ids.guest(" Ada@Example.com ")).isEqualTo(ids.guest("ada@example.com"));
        // the first 32 hex digits of its sha-256
        assertThat(ids.guest("ada@example.com"))
                .isEqualTo("BC-abc123-GUEST-b5fc85e55755f9e0d030a10ab4429b6b");
    }

    @Test
    void aCustomerIsKnownByNumberThenByEmailThenByOrder() {
        TestOrder order = TestOrder.in("GBP", true);
        assertThat(ExternalIds.customerOf(order.build())).isEqualTo("BC-abc123-CUST-11");
        order.set("customer_id", "0");
        assertThat(ExternalIds.customerOf(order.build())).isEqualTo(ids.guest("ada@example.com"));
        order.set("billing_address", TestOrder.object("{\"email\": \"\"}"));
        assertThat(ExternalIds.customerOf(order.build())).isEqualTo("BC-abc123-GUEST-ORDER-1001");
    }

    @Test
    void refuseCharactersThatNetSuiteCannotFind() {
        assertThatThrownBy(() -> ids.salesOrder("a|b"))
                .hasMessage(
                        "an id in the store may have only letters, digits, _ and -, unlike"
                                + " \"a|b\"");
    }
}
