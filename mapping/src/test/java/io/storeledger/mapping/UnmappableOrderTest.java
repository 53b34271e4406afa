package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnmappableOrderTest {
    private final Rules rules = TestRules.suiteTax();

    @Test
    void whatDoesNotAddUpIsShownOnBothBases() {
        // 499.00 - 10.00 = 489.00 and 598.80 - 10.00 = 588.80
        assertThat(
                        reasons(
                                TestOrder.in("GBP", false)
                                        .line("DESK", 1, "499.0000", "99.8000", "598.8000")
                                        .discount("10.0000")
                                        .totals("489.0100", "97.8000", "586.8100"),
                                rules))
                .containsExactly(
                        "The order's parts do not add up to its total.",
                        "Without tax: products 499.00 - discount 10.00 = 489.00 GBP, but"
                                + " total_ex_tax is 489.01 GBP (0.01 GBP more).",
                        "With tax: products 598.80 - discount 10.00 = 588.80 GBP, but"
                                + " total_inc_tax is 586.81 GBP (1.99 GBP less).");
    }

    @Test
    void feesAreTriedInsideAndOutsideTheTotal() {
        assertThat(
                        reasons(
                                TestOrder.in("USD", true)
                                        .line("A", 1, "10.00", "0.00", "10.00")
                                        .fee("Rush", "2.00", "0.00", "2.00")
                                        .totals("11.00", "0.00", "11.00"),
                                rules))
                .contains(
                        "With tax: products 10.00 + fees 2.00 = 12.00 USD, but total_inc_tax is"
                                + " 11.00 USD (1.00 USD less).",
                        "With tax: products 10.00 = 10.00 USD, leaving out fees of 2.00 USD, but"
                                + " total_inc_tax is 11.00 USD (1.00 USD more).");
    }

    @Test
    void theTotalsMustAgreeAmongThemselves() {
        assertThat(
                        reasons(
                                TestOrder.in("USD", true)
                                        .line("A", 1, "10.00", "1.00", "11.00")
                                        .totals("10.00", "1.00", "11.01"),
                                rules))
                .contains(
                        "total_ex_tax 10.00 USD + total_tax 1.00 USD = 11.00 USD, but total_inc_tax"
                                + " is 11.01 USD.");
    }

    @Test
    void linesMustComeToTheSubtotal() {
        assertThat(
                        reasons(
                                TestOrder.in("USD", true)
                                        .line("A", 1, "3.33", "0.00", "3.33")
                                        .line("B", 1, "3.33", "0.00", "3.33")
                                        .line("C", 1, "3.33", "0.00", "3.33")
                                        .subtotals("10.00", "10.00")
                                        .totals("10.00", "0.00", "10.00"),
                                rules))
                .contains(
                        "With tax: the 3 product lines add up to 9.99 USD, but subtotal_inc_tax is"
                            + " 10.00 USD (0.01 USD more); if that is rounding, name an item for it"
                            + " in rules.items.rounding.");
        assertThat(
                        reasons(
                                TestOrder.in("USD", true)
                                        .line("A", 1, "3.33", "0.00", "3.33")
                                        .subtotals("10.00", "10.00")
                                        .totals("10.00", "0.00", "10.00"),
                                rules))
                .contains(
                        "With tax: the 1 product lines add up to 3.33 USD, but subtotal_inc_tax is"
                                + " 10.00 USD (6.67 USD more).");
    }

    @Test
    void everythingThatIsMissingIsSaidAtOnce() {
        StoreOrder order =
                TestOrder.in("CHF", false)
                        .line("DESK", 1, "10.00", "2.00", "12.00")
                        .product(
                                """
                                {"product_id": 0, "name": "Engraving", "quantity": 1,
                                 "total_ex_tax": "5.00", "total_tax": "1.00",
                                 "total_inc_tax": "6.00"}
                                """)
                        .shipping("1.00", "0.20", "1.20")
                        .discount("1.00")
                        .totals("15.00", "3.00", "18.00")
                        .build();
        Rules bare = TestRules.read("tax: {strategy: suitetax-override, type: 1, code: 2}\n");
        assertThat(
                        unmappable(
                                SalesOrderMapper.map(
                                        order, bare, new References(Map.of(), Optional.empty()))))
                .containsExactly(
                        "The order is in CHF, which rules.currencies does not list; add it there"
                                + " with NetSuite's id of the currency.",
                        "NetSuite has no item with the SKU \"DESK\" (\"Item DESK\"); create the"
                                + " item, or name one for the SKU in rules.items.bySku, or one for"
                                + " all unknown SKUs in rules.items.unknown.",
                        "The product \"Engraving\" has no SKU; set rules.items.customProduct to the"
                                + " item for such products.",
                        "The order has shipping, but rules.items.shipping names no item for it.",
                        "The order has discount, but rules.items.discount names no item for it.");
    }

    @Test
    void malformedMoneyIsNamed() {
        assertThat(
                        reasons(
                                TestOrder.in("GBP", false)
                                        .line("A", 1, "10.00", "2.00", "12.00")
                                        .set("discount_amount", "1e999999999")
                                        .set("total_inc_tax", "12,00")
                                        .set("total_ex_tax", "10.00"),
                                rules))
                .containsExactly(
                        "total_inc_tax of order 1001 is \"12,00\", which is no amount of money.",
                        "The order lacks total_inc_tax, or both total_ex_tax and total_tax; without"
                                + " them nothing can be proved.",
                        "discount_amount of order 1001 is \"1e999999999\", which is no amount of"
                                + " money.");
    }

    @Test
    void anOrderToSeveralAddressesIsNotSentToOne() {
        String address = "{\"first_name\": \"Bo\", \"country_iso2\": \"GB\", \"items_total\": 1}";
        String left = "{\"first_name\": \"Bo\", \"country_iso2\": \"GB\", \"items_total\": 0}";
        TestOrder order =
                TestOrder.in("GBP", false)
                        .line("A", 1, "10.00", "2.00", "12.00")
                        .totals("10.00", "2.00", "12.00")
                        .address(left)
                        .address(address);
        assertThat(order.map(rules)).isInstanceOf(MappedOrder.Mapped.class);
        order.address(address);
        assertThat(reasons(order, rules))
                .containsExactly(
                        "The order goes to 2 addresses, but a sales order to one; set"
                            + " rules.severalAddresses to first to send all of it to the first.");
        assertThat(order.map(TestRules.with("severalAddresses: first\n")))
                .isInstanceOf(MappedOrder.Mapped.class);
    }

    @Test
    void aCurrencyMustExist() {
        assertThat(reasons(TestOrder.in("ZZQ", false), rules))
                .containsExactly("\"ZZQ\" is no currency.");
        assertThat(reasons(TestOrder.in("", false), rules))
                .containsExactly("The order names no currency.");
    }

    @Test
    void taxWithoutAnythingToTaxIsRefused() {
        assertThat(
                        reasons(
                                TestOrder.in("GBP", false)
                                        .line("A", 1, "0.00", "0.00", "0.00")
                                        .totals("0.00", "2.00", "2.00"),
                                rules))
                .containsExactly("total_tax is 2.00 GBP, but no part of the order costs anything.");
    }

    @Test
    void aLineWithMoneyNeedsAQuantity() {
        assertThat(
                        reasons(
                                TestOrder.in("GBP", false)
                                        .line("A", 0, "10.00", "0.00", "10.00")
                                        .totals("10.00", "0.00", "10.00"),
                                rules))
                .containsExactly("The product \"Item A\" costs 10.00 GBP, but its quantity is 0.");
    }

    @Test
    void aTaxCodeThatNoRuleNamesIsSaid() {
        Rules onlyUs =
                TestRules.read(
                        TestRules.SUITETAX.replace(
                                "code: 78}", "codes: [{country: US, code: 79}]}"));
        assertThat(
                        reasons(
                                TestOrder.in("GBP", false)
                                        .line("A", 1, "10.00", "2.00", "12.00")
                                        .totals("10.00", "2.00", "12.00"),
                                onlyUs))
                .containsExactly(
                        "No tax code for \"Item A\" (20 %, GB); add one to rules.tax.codes, or set"
                                + " rules.tax.code.");
    }

    private static List<String> reasons(TestOrder order, Rules rules) {
        return unmappable(order.map(rules));
    }

    private static List<String> unmappable(MappedOrder result) {
        return switch (result) {
            case MappedOrder.Unmappable(List<String> reasons) -> reasons;
            case MappedOrder.Mapped mapped ->
                    throw new AssertionError("should not fit: " + mapped.proof());
        };
    }
}
