package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.sandbox.contract.NetSuiteContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class RefundMapperTest {
    private static final Rules RULES = TestRules.suiteTax();

    /// Three towels of 12.00 each, two of them sent; a book of 7.50 without tax; shipping,
    /// handling, wrapping and a fee.
    private static TestOrder order() {
        return TestOrder.in("GBP", true)
                .set("id", "1001")
                .product(
                        """
                        {"id": 87, "product_id": 5, "name": "Towel", "sku": "TOWEL", "quantity": 3,
                         "quantity_shipped": 2, "total_ex_tax": "30.00", "total_tax": "6.00",
                         "total_inc_tax": "36.00", "discounted_total_inc_tax": "36.00",
                         "wrapping_cost_ex_tax": "2.00", "wrapping_cost_tax": "0.40",
                         "wrapping_cost_inc_tax": "2.40"}
                        """)
                .product(
                        """
                        {"id": 88, "product_id": 6, "name": "Book", "sku": "BOOK", "quantity": 1,
                         "quantity_shipped": 0, "total_ex_tax": "7.50", "total_tax": "0.00",
                         "total_inc_tax": "7.50", "discounted_total_inc_tax": "7.00"}
                        """)
                .address(
                        """
                        {"id": 41, "country_iso2": "GB", "items_total": 4, "cost_ex_tax": "5.00",
                         "cost_tax": "1.00", "cost_inc_tax": "6.00", "handling_cost_ex_tax": "1.00",
                         "handling_cost_tax": "0.20", "handling_cost_inc_tax": "1.20"}
                        """)
                .set(
                        "fees",
                        TestOrder.object(
                                """
                                {"fees": [{"id": 7, "display_name_merchant": "Express",
                                  "cost_ex_tax": "3.00", "cost_tax": "0.60",
                                  "cost_inc_tax": "3.60"}]}
                                """));
    }

    private static Arguments of(String name, TestRefund refund, String... lines) {
        return Arguments.of(name, refund, List.of(lines));
    }

    static Stream<Arguments> refunds() {
        return Stream.of(
                of(
                        "sent goods come back",
                        TestRefund.of("24.00", "4.00").product(87, 2, "24.00"),
                        "5000 x2 20.00 tax 4.00 @ 20"),
                of(
                        "amounts as text",
                        TestRefund.of("12.00", "2.00").product(87, 1, "\"12.00\""),
                        "5000 x1 10.00 tax 2.00 @ 20"),
                of(
                        "goods that were not sent are money only",
                        TestRefund.of("36.00", "6.00").product(87, 3, "36.00"),
                        "5000 x2 20.00 tax 4.00 @ 20",
                        "910 x1 10.00 tax 2.00 @ 20"),
                of(
                        "an amount that nobody wrote is the line's own, after discounts",
                        TestRefund.of("19.00", "2.00").product(87, 1).product(88, 1),
                        "5000 x1 10.00 tax 2.00 @ 20",
                        "910 x1 7.00 tax -"),
                of(
                        "each charge goes back on its own item",
                        TestRefund.of("13.20", "2.20")
                                .charge("SHIPPING", 41, "6.00")
                                .charge("HANDLING", 41, "null")
                                .charge("GIFT_WRAPPING", 87, "2.40")
                                .charge("FEE", 7, "3.60"),
                        "900 x1 5.00 tax 1.00 @ 20",
                        "901 x1 1.00 tax 0.20 @ 20",
                        "902 x1 2.00 tax 0.40 @ 20",
                        "903 x1 3.00 tax 0.60 @ 20"),
                of(
                        "an amount on the order has no tax",
                        TestRefund.of("5.00", "0").charge("ORDER", 1001, "5"),
                        "910 x1 5.00 tax -"),
                of(
                        "tax alone moves no revenue",
                        TestRefund.of("1.99", "1.99").charge("TAX", 1001, "1.99"),
                        "910 x1 0.00 tax 1.99 @ 0"),
                of(
                        "what we don't know is money all the same",
                        TestRefund.of("3.00", "0").charge("TIP", 9, "3.00"),
                        "910 x1 3.00 tax -"),
                of(
                        "a product that the order lacks is money",
                        TestRefund.of("3.00", "0").product(99, 1, "3.00"),
                        "910 x1 3.00 tax -"),
                of(
                        "no items: one line",
                        TestRefund.of("1.99", "0.33"),
                        "911 x- 1.66 tax 0.33 @ 20"),
                of(
                        "the items' adjustments are lines",
                        TestRefund.of("21.80", "4.00")
                                .item(
                                        """
                                        {"item_type": "PRODUCT", "item_id": 87, "quantity": 2,
                                         "requested_amount": 24, "adjustments":
                                           [{"amount": -2.2, "description": "Service fee"}]}
                                        """),
                        "5000 x2 20.00 tax 4.00 @ 20",
                        "911 x- -2.20 tax -"),
                of(
                        "the guide's amounts are without tax",
                        TestRefund.of("20.83", "0.83")
                                .product(88, 1, "10")
                                .charge("SHIPPING", 41, "10"),
                        "910 x1 10.00 tax -",
                        "900 x1 10.00 tax 0.83 @ 8.3"),
                of(
                        "a merchant's own total is adjusted down",
                        TestRefund.of("20.00", "3.00").override().product(87, 2, "24.00"),
                        "5000 x2 21.00 tax 3.00 @ 14.3",
                        "911 x- -4.00 tax -"),
                of(
                        "and up",
                        TestRefund.of("30.00", "4.00").override().product(87, 2, "24.00"),
                        "5000 x2 20.00 tax 4.00 @ 20",
                        "911 x- 6.00 tax -"),
                of(
                        "what an item without amount must be is the rest",
                        TestRefund.of("15.00", "2.00")
                                .product(87, 1, "12.00")
                                .charge("TIP", 9, "null"),
                        "5000 x1 10.00 tax 2.00 @ 20",
                        "911 x- 3.00 tax -"),
                of(
                        "tax may be collected by refunding less",
                        TestRefund.of("5.00", "-1.00").charge("ORDER", 1001, "5.00"),
                        "910 x1 6.00 tax -1.00 @ -16.7"),
                of(
                        "a declined payment is taken off",
                        TestRefund.of("24.00", "4.00")
                                .product(87, 2, "24.00")
                                .payment("20.00", false)
                                .payment("4.00", true),
                        "5000 x2 20.00 tax 4.00 @ 20",
                        "911 x- -4.00 tax -"),
                of(
                        "a declined payment that another one made good is not",
                        TestRefund.of("24.00", "4.00")
                                .product(87, 2, "24.00")
                                .payment("24.00", true)
                                .payment("24.00", false),
                        "5000 x2 20.00 tax 4.00 @ 20"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refunds")
    void comesToWhatWasRefunded(String name, TestRefund refund, List<String> lines) {
        MappedRefund.Mapped mapped = mapped(refund.map(order(), RULES));

        assertThat(TestOrder.lines(mapped.body())).as(name).isEqualTo(lines);
        assertThat(TestOrder.total(mapped.body()))
                .isEqualByComparingTo(mapped.proof().expectedTotal());
        assertThat(mapped.proof().holds()).isTrue();
        assertThat(mapped.sublists()).isEqualTo("item,taxDetails");
    }

    static Stream<Arguments> unmappable() {
        return Stream.of(
                Arguments.of(
                        TestRefund.of("24.01", "4.00").product(87, 2, "24.00"),
                        "Items with tax: Towel 24 = 24.00 GBP; total_amount is 24.01 GBP"),
                Arguments.of(
                        TestRefund.of("23.99", "4.00").product(87, 2), "total_amount is 23.99 GBP"),
                Arguments.of(
                        TestRefund.of("11.00", "0")
                                .product(87, 1, "12.00")
                                .charge("TIP", 9, "null"),
                        "do not add up"),
                Arguments.of(
                        TestRefund.of("12.00", "2.00").product(87, 1, "\"much\""),
                        "no amount of money"),
                Arguments.of(
                        TestRefund.of("12.00", "2.00")
                                .product(87, 1, "12.00")
                                .payment("11.99", false),
                        "payments come to 11.99 GBP"),
                Arguments.of(
                        TestRefund.of("5.00", "6.00").charge("ORDER", 1001, "5.00"),
                        "more than its amount"));
    }

    @ParameterizedTest
    @MethodSource("unmappable")
    void saysTheArithmeticOfWhatCannotBeProved(TestRefund refund, String reason) {
        assertThat(refund.map(order(), RULES))
                .isInstanceOfSatisfying(
                        MappedRefund.Unmappable.class,
                        result -> assertThat(String.join(" ", result.reasons())).contains(reason));
    }

    @Test
    void isNothingWhenAllPaymentsWereDeclined() {
        TestRefund refund =
                TestRefund.of("24.00", "4.00").product(87, 2, "24.00").payment("24.00", true);

        assertThat(refund.map(order(), RULES)).isInstanceOf(MappedRefund.NothingRefunded.class);
        assertThat(TestRefund.of("0", "0").map(order(), RULES))
                .isInstanceOf(MappedRefund.NothingRefunded.class);
    }

    @Test
    void restocksAsTheRulesSay() {
        TestRefund refund = TestRefund.of("36.00", "6.00").product(87, 3, "36.00");

        assertThat(lines(refund, TestRules.with("refunds: {restock: never}\n")))
                .containsExactly("910 x1 30.00 tax 6.00 @ 20");
        assertThat(lines(refund, TestRules.with("refunds: {restock: always}\n")))
                .containsExactly("5000 x3 30.00 tax 6.00 @ 20");
    }

    @Test
    void saysWhatAMoneyOnlyLineIsAbout() {
        MappedRefund.Mapped mapped =
                mapped(
                        TestRefund.of("36.00", "6.00")
                                .product(87, 3, "36.00")
                                .map(order(), TestRules.with("refunds: {restock: never}\n")));

        assertThat(mapped.body().at("/item/items/0/description").asString()).isEqualTo("3 x Towel");
        assertThat(mapped.body().at("/item/items/0/rate").asString()).isEqualTo("30.00");
    }

    @Test
    void looksUpOnlyTheGoodsThatComeBack() {
        TestRefund refund = TestRefund.of("19.00", "2.00").product(87, 1).product(88, 1);

        assertThat(RefundMapper.skusOf(refund.build(), order().build(), RULES))
                .containsExactly("TOWEL");
    }

    @Test
    void writesTheTaxAsALineOfItsOwnWhereSuiteTaxIsMissing() {
        TestRefund refund = TestRefund.of("24.00", "4.00").product(87, 2, "24.00");

        assertThat(lines(refund, TestRules.taxLine()))
                .containsExactly("5000 x2 20.00 tax -", "909 x1 4.00 tax -");
    }

    @Test
    void leavesTheTaxToNetSuiteAndAsksForProof() {
        Rules rules =
                TestRules.read(
                        TestRules.SUITETAX.replace("suitetax-override", "netsuite-calculates"));
        MappedRefund.Mapped mapped =
                mapped(TestRefund.of("24.00", "4.00").product(87, 2, "24.00").map(order(), rules));

        assertThat(TestOrder.lines(mapped.body())).containsExactly("5000 x2 20.00 tax -");
        assertThat(mapped.proof().proofAfterWrite()).isTrue();
        assertThat(mapped.sublists()).isEqualTo("item");
    }

    @Test
    void countsInWholeYen() {
        TestOrder order =
                TestOrder.in("JPY", true)
                        .product(
                                """
                                {"id": 1, "name": "Cup", "sku": "CUP", "quantity": 3,
                                 "quantity_shipped": 3, "total_ex_tax": "909", "total_tax": "91",
                                 "total_inc_tax": "1000"}
                                """);
        MappedRefund.Mapped mapped =
                mapped(TestRefund.of("333.00", "30.00").product(1, 1).map(order, RULES));

        assertThat(TestOrder.lines(mapped.body())).containsExactly("5000 x1 303 tax 30 @ 10");
        // the third of three that cost 1000 is 334
        mapped(TestRefund.of("334", "30").product(1, 1).map(order, RULES));
        assertThat(TestRefund.of("335", "30").product(1, 1).map(order, RULES))
                .isInstanceOf(MappedRefund.Unmappable.class);
    }

    @Test
    void standsWhereTheOrderStandsOnTheDayOfTheRefund() {
        Rules rules =
                TestRules.with(
                        """
                        timeZone: Europe/Berlin
                        customForm: 4
                        orderStatus: A
                        salesChannel: 3
                        refunds: {customFields: {custbody_why: "{refund.reason} ({order.id})"}}
                        """);
        ObjectNode body =
                mapped(TestRefund.of("12.00", "2.00").product(87, 1, "12.00").map(order(), rules))
                        .body();

        assertThat(body.path("tranDate").asString()).isEqualTo("2022-06-17");
        assertThat(body.path("otherRefNum").asString()).isEqualTo("1001-R12");
        assertThat(body.path("memo").asString())
                .isEqualTo("BigCommerce refund 12 of order 1001: Too small");
        assertThat(body.at("/entity/externalId").asString()).isEqualTo("BC-abc123-CUST-11");
        assertThat(body.at("/subsidiary/id").asString()).isEqualTo("2");
        assertThat(body.at("/location/id").asString()).isEqualTo("3");
        assertThat(body.at("/currency/id").asString()).isEqualTo("1");
        assertThat(body.path("custbody_why").asString()).isEqualTo("Too small (1001)");
        for (String type : List.of("creditMemo", "cashRefund")) {
            assertThat(NetSuiteContract.of(type).unknownNames(body)).as(type).isEmpty();
        }
    }

    @Test
    void namesTheRuleThatIsMissing() {
        TestRefund refund = TestRefund.of("5.00", "0").charge("ORDER", 1001, "5.00");

        assertThat(refund.map(order(), TestRules.without("refund")))
                .isInstanceOfSatisfying(
                        MappedRefund.Unmappable.class,
                        result ->
                                assertThat(result.reasons())
                                        .singleElement()
                                        .asString()
                                        .contains("rules.items.refund"));
    }

    private static List<String> lines(TestRefund refund, Rules rules) {
        return TestOrder.lines(mapped(refund.map(order(), rules)).body());
    }

    private static MappedRefund.Mapped mapped(MappedRefund result) {
        assertThat(result).isInstanceOf(MappedRefund.Mapped.class);
        return (MappedRefund.Mapped) result;
    }
}
