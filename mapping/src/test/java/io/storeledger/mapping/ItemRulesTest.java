package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ItemRulesTest {
    private static final String CUSTOM =
            """
            {"product_id": 0, "name": "Journal", "sku": "Jour-BLK", "quantity": 1,
             "total_ex_tax": "45.00", "total_tax": "0", "total_inc_tax": "45.00"}
            """;

    @Test
    void theRulesNameItemsBeforeNetSuiteIsAsked() {
        Rules rules =
                TestRules.read(
                        TestRules.SUITETAX.replace(
                                "shipping: 900", "shipping: 900\n  bySku: {desk-1: 'ext:DESK'}"));
        StoreOrder order =
                TestOrder.in("GBP", false)
                        .line("DESK-1", 1, "1.00", "0", "1.00")
                        .line("CUP", 1, "1.00", "0", "1.00")
                        .line("CUP", 1, "1.00", "0", "1.00")
                        .totals("3.00", "0", "3.00")
                        .build();
        assertThat(SalesOrderMapper.skusOf(order, rules)).containsExactly("CUP");
        MappedOrder mapped =
                SalesOrderMapper.map(
                        order, rules, new References(Map.of("CUP", "7"), Optional.of("55")));
        assertThat(mapped)
                .isInstanceOfSatisfying(
                        MappedOrder.Mapped.class,
                        fits -> {
                            assertThat(fits.body().at("/item/items/0/item/externalId").asString())
                                    .isEqualTo("DESK");
                            assertThat(fits.body().at("/entity/id").asString()).isEqualTo("55");
                        });
    }

    @Test
    void unknownSkusFallBackToTheRulesItems() {
        Rules unknown =
                TestRules.read(
                        TestRules.SUITETAX.replace(
                                "shipping: 900", "shipping: 900\n  unknown: 910"));
        assertThat(lines(CUSTOM, unknown)).containsExactly("907 x1 45.00 tax -");
        assertThat(lines(CUSTOM.replace("\"product_id\": 0", "\"product_id\": 8"), unknown))
                .containsExactly("910 x1 45.00 tax -");
    }

    private static List<String> lines(String product, Rules rules) {
        StoreOrder order =
                TestOrder.in("USD", false).product(product).totals("45.00", "0", "45.00").build();
        MappedOrder mapped =
                SalesOrderMapper.map(order, rules, new References(Map.of(), Optional.empty()));
        assertThat(mapped).isInstanceOf(MappedOrder.Mapped.class);
        return TestOrder.lines(((MappedOrder.Mapped) mapped).body());
    }
}
