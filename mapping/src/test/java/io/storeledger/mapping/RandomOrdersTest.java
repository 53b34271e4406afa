package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RandomOrdersTest {
    private static final List<Rules> STRATEGIES =
            List.of(TestRules.suiteTax(), TestRules.taxLine());

    @Property(tries = 3000)
    void whateverAStoreChargesNetSuiteComesToTheSame(@ForAll("seeds") long seed) {
        RandomStore.Sold sold = RandomStore.order(new Random(seed));
        for (Rules rules : STRATEGIES) {
            MappedOrder result = sold.order().map(rules);
            assertThat(result).isInstanceOf(MappedOrder.Mapped.class);
            ObjectNode body = ((MappedOrder.Mapped) result).body();
            assertThat(TestOrder.total(body)).isEqualByComparingTo(sold.totalInc());
            assertThat(((MappedOrder.Mapped) result).proof().holds()).isTrue();
        }
    }

    @Property(tries = 1500)
    void taxesAddUpAndNoLineTurnsItsSign(@ForAll("seeds") long seed) {
        RandomStore.Sold sold = RandomStore.order(new Random(seed));
        ObjectNode body = ((MappedOrder.Mapped) sold.order().map(TestRules.suiteTax())).body();
        BigDecimal tax = BigDecimal.ZERO;
        for (JsonNode detail : body.get("taxDetails").get("items")) {
            BigDecimal amount = detail.get("taxAmount").decimalValue();
            tax = tax.add(amount);
            assertThat(amount.signum() * detail.get("taxBasis").decimalValue().signum())
                    .isNotNegative();
            assertThat(detail.get("taxRate").decimalValue().signum()).isNotNegative();
        }
        assertThat(tax).isEqualByComparingTo(sold.totalTax());
        for (JsonNode line : body.get("item").get("items")) {
            boolean deduction =
                    List.of("904", "905").contains(line.get("item").get("id").asString());
            BigDecimal amount = line.get("amount").decimalValue();
            assertThat(deduction ? amount.negate() : amount).isNotNegative();
            assertThat(amount.scale()).isEqualTo(sold.unit().scale());
            if (line.has("rate")) {
                assertThat(
                                line.get("rate")
                                        .decimalValue()
                                        .multiply(line.get("quantity").decimalValue()))
                        .isEqualByComparingTo(amount);
            }
        }
    }

    @Property(tries = 1500)
    void aMinorUnitThatIsNotAccountedForIsNeverPosted(
            @ForAll("seeds") long seed,
            @ForAll boolean more,
            @ForAll("fields") List<String> fields) {
        RandomStore.Sold sold = RandomStore.exactOrder(new Random(seed));
        assertThat(sold.order().map(TestRules.suiteTax())).isInstanceOf(MappedOrder.Mapped.class);
        BigDecimal unit = more ? sold.unit() : sold.unit().negate();
        ObjectNode order = sold.order().build().order();
        for (String field : fields) {
            order.put(field, new BigDecimal(order.get(field).asString()).add(unit).toPlainString());
        }
        assertThat(sold.order().map(TestRules.suiteTax()))
                .isInstanceOf(MappedOrder.Unmappable.class);
    }

    @Property(tries = 500)
    void aLineThatIsAMinorUnitOffIsNeverPosted(@ForAll("seeds") long seed) {
        RandomStore.Sold sold = RandomStore.exactOrder(new Random(seed));
        StoreOrder order = sold.order().build();
        ObjectNode line = order.products().getLast();
        for (String field : List.of("total_ex_tax", "total_inc_tax")) {
            line.put(
                    field,
                    new BigDecimal(line.get(field).asString()).add(sold.unit()).toPlainString());
        }
        assertThat(sold.order().map(TestRules.suiteTax()))
                .isInstanceOf(MappedOrder.Unmappable.class);
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }

    /// Fields that can't be off alone, and two that can't be off together.
    @Provide
    Arbitrary<List<String>> fields() {
        return Arbitraries.of(
                List.of("total_inc_tax"),
                List.of("total_ex_tax"),
                List.of("total_tax"),
                List.of("total_inc_tax", "total_ex_tax"),
                List.of("discount_amount"),
                List.of("coupon_discount"),
                List.of("subtotal_ex_tax", "subtotal_inc_tax"));
    }
}
