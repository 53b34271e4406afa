package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static TestOrder order() {
        return TestOrder.in("GBP", false)
                .line("GIFT-1", 2, "20.00", "4.00", "24.00")
                .line("TOWEL", 1, "10.00", "2.00", "12.00")
                .shipping("5.00", "1.00", "6.00")
                .coupon("TEN", "3.00")
                .totals("32.00", "6.40", "38.40");
    }

    @Test
    void namesTheRuleOrTheFieldOfTheOrderThatEachValueCameFrom() {
        Rules rules =
                TestRules.with(
                        """
                        department: {byCountry: {GB: 51}}
                        customFields: {custbody_pay: "{order.payment_method}"}
                        """);

        Function<String, Origin> origins = explain(order(), rules);

        assertThat(origins.apply("department.id").rules())
                .containsExactly("department.byCountry.GB");
        assertThat(origins.apply("department.id").sources())
                .containsExactly("order.billing_address.country_iso2");
        assertThat(origins.apply("location.id").rules()).containsExactly("location.default");
        assertThat(origins.apply("item.items[0].location.id").rules())
                .containsExactly("location.bySkuPrefix.GIFT-");
        assertThat(origins.apply("item.items[1].item.id").sources())
                .containsExactly("order.products[1].sku");
        assertThat(origins.apply("item.items[1].amount").sources())
                .containsExactly("order.products[1].total_ex_tax");
        assertThat(origins.apply("item.items[2].item.id").rules())
                .containsExactly("items.shipping");
        assertThat(origins.apply("item.items[2].amount").sources())
                .containsExactly("order.shipping_cost_ex_tax");
        assertThat(origins.apply("item.items[3].amount").sources())
                .containsExactly("order.coupon_discount");
        assertThat(origins.apply("taxDetails.items[0].taxCode.id").rules())
                .containsExactly("tax.code");
        assertThat(origins.apply("billingAddress.addr1").sources())
                .containsExactly("order.billing_address.street_1");
        assertThat(origins.apply("billingAddress.addr1").value()).isEqualTo("1 Mill Lane");
        assertThat(origins.apply("custbody_pay").rules())
                .containsExactly("customFields.custbody_pay");
        assertThat(origins.apply("custbody_pay").sources()).containsExactly("order.payment_method");
        assertThat(origins.apply("memo").sources()).containsExactly("order.id");
    }

    @Test
    void tellsOfAmountsThatContainTheirTax() {
        TestOrder order =
                TestOrder.in("GBP", true)
                        .line("TOWEL", 1, "10.00", "2.00", "12.00")
                        .totals("10.00", "2.00", "12.00");

        assertThat(explain(order, TestRules.suiteTax()).apply("item.items[0].amount").sources())
                .containsExactly("order.products[0].total_inc_tax", "order.total_tax");
    }

    @Test
    void namesTheTaxCodeThatMatched() {
        Rules rules =
                TestRules.read(
                        TestRules.SUITETAX.replace(
                                "code: 78}",
                                "code: 78, codes: [{country: FR, code: 1}, {rate: 20, code:"
                                        + " 79}]}"));

        Function<String, Origin> origins = explain(order(), rules);

        assertThat(origins.apply("taxDetails.items[0].taxCode.id").rules())
                .containsExactly("tax.codes[1].code");
        assertThat(origins.apply("taxDetails.items[0].taxRate").rules())
                .containsExactly("tax.codes[1].rate");
        assertThat(origins.apply("taxDetails.items[0].taxType").rules())
                .containsExactly("tax.type");
    }

    @Test
    void explainsARefund() {
        TestOrder order = order();
        order.build().products().getFirst().put("id", 5).put("quantity_shipped", 2);
        TestRefund refund = TestRefund.of("12.00", "0").product(5, 1, "12.00");
        StoreOrder built = order.build();

        Function<String, Origin> origins =
                byField(
                        Explanation.of(
                                refund.build(),
                                built,
                                TestRules.suiteTax(),
                                TestOrder.references(built)));

        assertThat(origins.apply("item.items[0].item.id").sources())
                .containsExactly("order.products[0].sku");
        assertThat(origins.apply("item.items[0].quantity").rules())
                .containsExactly("refunds.restock");
        assertThat(origins.apply("item.items[0].amount").sources())
                .contains("refund.items[0].requested_amount");
        assertThat(origins.apply("memo").sources()).contains("refund.reason");
    }

    @Test
    void explainsACustomerWithItsAddresses() {
        var customer =
                new StoreCustomer(
                        "abc123",
                        TestOrder.object(
                                """
                                {"id": 11, "first_name": "Ada", "last_name": "Byron",
                                 "email": "ada@example.com", "phone": "01130000000",
                                 "origin_channel_id": 4}
                                """),
                        List.of(
                                TestOrder.object(
                                        """
                                        {"id": 9, "first_name": "Ada", "address1": "1 Mill Lane",
                                         "city": "Leeds", "country_code": "GB",
                                         "address_type": "residential"}
                                        """)));

        Function<String, Origin> origins = byField(Explanation.of(customer, TestRules.suiteTax()));

        assertThat(origins.apply("firstName").sources()).containsExactly("customer.first_name");
        assertThat(origins.apply("addressBook.items[0].addressBookAddress.addr1").sources())
                .containsExactly("customer.addresses[0].address1");
        assertThat(origins.apply("subsidiary.id").rules()).containsExactly("subsidiary.default");
    }

    @Test
    void saysWhatStandsInTheWayWhereNothingIsMapped() {
        StoreOrder order = order().set("total_inc_tax", "40.00").build();

        Explanation explained =
                Explanation.of(order, TestRules.suiteTax(), TestOrder.references(order));

        assertThat(explained.origins()).isEmpty();
        assertThat(explained.obstacles().getFirst()).contains("do not add up");
    }

    private static Function<String, Origin> explain(TestOrder order, Rules rules) {
        StoreOrder built = order.build();
        return byField(Explanation.of(built, rules, TestOrder.references(built)));
    }

    private static Function<String, Origin> byField(Explanation explained) {
        assertThat(explained.obstacles()).isEmpty();
        return field ->
                explained.origins().stream()
                        .filter(origin -> origin.field().equals(field))
                        .findFirst()
                        .orElseThrow();
    }
}
