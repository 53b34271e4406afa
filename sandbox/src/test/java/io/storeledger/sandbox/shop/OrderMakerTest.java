package io.storeledger.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class OrderMakerTest {
    private static final List<String> COSTS = List.of("shipping", "handling", "wrapping");

    @Test
    void addsUpToTheCentOnTheBasisOfThePrices() {
        // given
        Random random = new Random(20261123);
        OrderMaker maker = new OrderMaker(random);
        People people = new People(random);

        for (int i = 0; i < 5000; i++) {
            // when
            ObjectNode order = maker.next(people.next(), random.nextInt(2)).toOrder();

            // then
            String basis = order.path("is_tax_inclusive_pricing").asBoolean() ? "inc" : "ex";
            assertThat(partsOn(order, basis))
                    .as("order %d: %s", i, order)
                    .isEqualByComparingTo(money(order, "total_" + basis + "_tax"));
            assertThat(money(order, "total_ex_tax").add(money(order, "total_tax")))
                    .isEqualByComparingTo(money(order, "total_inc_tax"));
            assertThat(money(order, "total_inc_tax")).isNotNegative();
        }
    }

    @Test
    void addsUpByLinesAndByTaxesToo() {
        Random random = new Random(7);
        OrderMaker maker = new OrderMaker(random);
        People people = new People(random);

        for (int i = 0; i < 3000; i++) {
            ObjectNode order = maker.next(people.next(), 1).toOrder();

            BigDecimal lines = sum(order, "products", "discounted_total_inc_tax");
            BigDecimal fees = sum(order, "fees", "cost_inc_tax");
            BigDecimal costs =
                    COSTS.stream()
                            .map(cost -> money(order, cost + "_cost_inc_tax"))
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(lines.add(fees).add(costs))
                    .isEqualByComparingTo(money(order, "total_inc_tax"));
            BigDecimal taxes =
                    sum(order, "taxes", "line_amount").add(sum(order, "fees", "cost_tax"));
            assertThat(taxes).isEqualByComparingTo(money(order, "total_tax"));
        }
    }

    @Test
    void whatIsSentHasAnAddressWhateverItIsBundledWith() {
        Random random = new Random(11);
        OrderMaker maker = new OrderMaker(random);
        People people = new People(random);

        for (int i = 0; i < 3000; i++) {
            ObjectNode order = maker.next(people.next(), 1).toOrder();

            Set<Long> addresses = new HashSet<>();
            for (ObjectNode address : Json.objects(order, "shipping_addresses")) {
                addresses.add(Json.number(address, "id"));
            }
            for (ObjectNode product : Json.objects(order, "products")) {
                if (Json.text(product, "type").equals("physical")) {
                    assertThat(addresses)
                            .as("order %d: %s", i, order)
                            .contains(Json.number(product, "order_address_id"));
                }
            }
        }
    }

    @Test
    void bringsUpEveryFeatureOfACheckout() {
        Random random = new Random(42);
        OrderMaker maker = new OrderMaker(random);
        People people = new People(random);
        Set<String> seen = new HashSet<>();
        Set<String> shapes = new HashSet<>();

        for (int i = 0; i < 3000; i++) {
            ObjectNode order = maker.next(people.next(), 1).toOrder();
            shapes.add(Json.objects(order, "products").toString() + order.path("billing_address"));
            features(order, seen);
        }

        assertThat(shapes).hasSize(3000);
        assertThat(seen)
                .contains(
                        "inclusive",
                        "exclusive",
                        "coupon",
                        "line discount",
                        "manual discount",
                        "wrapping",
                        "handling",
                        "fee",
                        "bundle",
                        "custom product",
                        "gift certificate sold",
                        "gift certificate used",
                        "store credit",
                        "zero total",
                        "many lines",
                        "JPY",
                        "off on the other basis",
                        "digital only",
                        "two addresses");
    }

    private static void features(ObjectNode order, Set<String> seen) {
        boolean inclusive = order.path("is_tax_inclusive_pricing").asBoolean();
        seen.add(inclusive ? "inclusive" : "exclusive");
        seen.add(Json.text(order, "currency_code"));
        note(seen, "coupon", money(order, "coupon_discount").signum() > 0);
        note(seen, "wrapping", money(order, "wrapping_cost_ex_tax").signum() > 0);
        note(seen, "handling", money(order, "handling_cost_ex_tax").signum() > 0);
        note(seen, "fee", !order.path("fees").isEmpty());
        note(seen, "gift certificate used", money(order, "gift_certificate_amount").signum() > 0);
        note(seen, "store credit", money(order, "store_credit_amount").signum() > 0);
        note(seen, "zero total", money(order, "total_inc_tax").signum() == 0);
        note(seen, "many lines", order.path("products").size() > 60);
        note(seen, "digital only", order.path("order_is_digital").asBoolean());
        note(seen, "two addresses", order.path("shipping_addresses").size() == 2);
        String other = inclusive ? "ex" : "inc";
        note(
                seen,
                "off on the other basis",
                partsOn(order, other).compareTo(money(order, "total_" + other + "_tax")) != 0);
        for (ObjectNode line : Json.objects(order, "products")) {
            note(seen, "bundle", line.has("parent_order_product_id"));
            note(seen, "gift certificate sold", Json.text(line, "type").equals("giftcertificate"));
            boolean custom =
                    Json.text(line, "sku").isEmpty() && Json.text(line, "type").equals("physical");
            note(seen, "custom product", custom);
            for (ObjectNode discount : Json.objects(line, "applied_discounts")) {
                String id = Json.text(discount, "id");
                note(seen, "line discount", id.equals("promotion-1"));
                note(seen, "manual discount", id.equals("manual-discount"));
            }
        }
    }

    private static void note(Set<String> seen, String feature, boolean there) {
        if (there) {
            seen.add(feature);
        }
    }

    static BigDecimal partsOn(ObjectNode order, String basis) {
        BigDecimal sum = money(order, "subtotal_" + basis + "_tax");
        for (String cost : COSTS) {
            sum = sum.add(money(order, cost + "_cost_" + basis + "_tax"));
        }
        return sum.add(sum(order, "fees", "cost_" + basis + "_tax"))
                .subtract(money(order, "discount_amount"))
                .subtract(money(order, "coupon_discount"));
    }

    private static BigDecimal sum(ObjectNode order, String parts, String field) {
        return Json.objects(order, parts).stream()
                .map(part -> Json.decimal(part, field))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal money(ObjectNode order, String field) {
        return Json.decimal(order, field);
    }
}
