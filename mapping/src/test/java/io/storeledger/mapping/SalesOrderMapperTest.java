package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.json.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SalesOrderMapperTest {
    private final Rules rules = TestRules.suiteTax();

    @Test
    void aManualDiscountIsALineThatTakesItsOwnTaxBack() {
        // 499.00 - 10.00 = 489.00 without tax; 20 % of it are 97.80; 489.00 + 97.80 = 586.80.
        // With tax it would be 598.80 - 10.00 = 588.80: that basis is off by 2.00.
        ObjectNode body =
                mapped(
                        TestOrder.in("GBP", false)
                                .line("DESK", 1, "499.0000", "99.8000", "598.8000")
                                .discount("10.0000")
                                .totals("489.0000", "97.8000", "586.8000"),
                        "586.80");
        assertThat(TestOrder.lines(body))
                .containsExactly("5000 x1 499.00 tax 99.80 @ 20", "904 x- -10.00 tax -2.00 @ 20");
    }

    @Test
    void theOtherBasisIsTakenWhenTheFlagNamesOneThatDoesNotFit() {
        // Shaped like an official sample: the flag says "without tax", but 60.00 + 10.00 - 4.00 -
        // 3.00
        // = 63.00 is not 63.53; with tax 65.00 + 10.80 - 4.00 - 3.00 = 68.80 is. The fees of 9.00
        // are not in that total.
        ObjectNode body =
                mapped(
                        TestOrder.in("USD", false)
                                .line("CUP", 4, "60.0000", "4.4700", "65.0000")
                                .shipping("10.0000", "0.8000", "10.8000")
                                .fee("Rush", "9.0000", "0.0000", "9.0000")
                                .discount("4.0000")
                                .coupon("SPRING", "3.0000")
                                .totals("63.5300", "5.2700", "68.8000"),
                        "68.80");
        // own taxes 4.47 + 0.80 are total_tax already: nothing is left for the discounts
        assertThat(TestOrder.lines(body))
                .containsExactly(
                        "5000 x4 60.53 tax 4.47 @ 7.38",
                        "900 x1 10.00 tax 0.80 @ 8",
                        "904 x- -4.00 tax -",
                        "905 x- -3.00 tax -");
    }

    @Test
    void aLineDiscountIsSubtractedOnceWithTheOrdersDiscounts() {
        // 2 x 20.00 and 30.00, of which a promotion took 5.00 off the second line:
        // 70.00 - 5.00 = 65.00; 10 % tax 6.50; 71.50
        ObjectNode body =
                mapped(
                        TestOrder.in("USD", false)
                                .line("A", 2, "40.00", "4.00", "44.00")
                                .product(
                                        """
                                        {"product_id": 6, "name": "Lamp", "sku": "B", "quantity": 1,
                                         "total_ex_tax": "30.00", "total_tax": "3.00",
                                         "total_inc_tax": "33.00",
                                         "discounted_total_inc_tax": "27.50",
                                         "applied_discounts": [{"id": "7", "amount": "5.00",
                                           "name": "Five off lamps", "code": null,
                                           "target": "product"}]}
                                        """)
                                .discount("5.00")
                                .totals("65.00", "6.50", "71.50"),
                        "71.50");
        assertThat(TestOrder.lines(body))
                .containsExactly(
                        "5000 x2 40.00 tax 4.00 @ 10",
                        "5001 x1 30.00 tax 3.00 @ 10",
                        "904 x- -5.00 tax -0.50 @ 10");
        assertThat(body.at("/item/items/2/description").asString())
                .isEqualTo("Discount: Five off lamps");
    }

    @Test
    void couponAndDiscountShareTheTaxTheyTakeBack() {
        // 100.00 - 10.00 - 20.00 = 70.00; 20 % = 14.00; own taxes 20.00, so -6.00 over 10 : 20
        ObjectNode body =
                mapped(
                        TestOrder.in("GBP", false)
                                .line("A", 1, "100.00", "20.00", "120.00")
                                .discount("10.00")
                                .coupon("TWENTY", "20.00")
                                .totals("70.00", "14.00", "84.00"),
                        "84.00");
        assertThat(TestOrder.lines(body))
                .containsExactly(
                        "5000 x1 100.00 tax 20.00 @ 20",
                        "904 x- -10.00 tax -2.00 @ 20",
                        "905 x- -20.00 tax -4.00 @ 20");
        assertThat(body.at("/item/items/2/description").asString()).isEqualTo("Coupon: TWENTY");
    }

    @Test
    void aTaxInclusiveStoreGivesNetAmountsWhoseDiscountIsNetToo() {
        // With tax: 120.00 + 6.00 - 12.00 = 114.00, of which 19.00 is tax at 20 %.
        // Own taxes 20.00 + 1.00 leave -2.00 to the discount: -12.00 is -10.00 net.
        ObjectNode body =
                mapped(
                        TestOrder.in("GBP", true)
                                .line("A", 2, "100.00", "20.00", "120.00")
                                .shipping("5.00", "1.00", "6.00")
                                .discount("12.00")
                                .totals("95.00", "19.00", "114.00"),
                        "114.00");
        assertThat(TestOrder.lines(body))
                .containsExactly(
                        "5000 x2 100.00 tax 20.00 @ 20",
                        "900 x1 5.00 tax 1.00 @ 20",
                        "904 x- -10.00 tax -2.00 @ 20");
    }

    @Test
    void shippingHandlingWrappingAndFeesAreLinesWithTheirOwnTax() {
        // 50.00 + 8.00 + 2.00 + 3.00 + 1.50 = 64.50; tax 10.00 + 1.60 + 0.40 + 0.60 + 0.30 = 12.90
        ObjectNode body =
                mapped(
                        TestOrder.in("GBP", false)
                                .line("A", 1, "50.00", "10.00", "60.00")
                                .shipping("8.00", "1.60", "9.60")
                                .handling("2.00", "0.40", "2.40")
                                .wrapping("3.00", "0.60", "3.60")
                                .fee("Small order", "1.50", "0.30", "1.80")
                                .totals("64.50", "12.90", "77.40"),
                        "77.40");
        assertThat(TestOrder.lines(body))
                .containsExactly(
                        "5000 x1 50.00 tax 10.00 @ 20",
                        "900 x1 8.00 tax 1.60 @ 20",
                        "901 x1 2.00 tax 0.40 @ 20",
                        "902 x1 3.00 tax 0.60 @ 20",
                        "903 x1 1.50 tax 0.30 @ 20");
        assertThat(body.at("/item/items/4/description").asString()).isEqualTo("Small order");
    }

    @Test
    void aBundlesPartsAreLinesOfTheirOwn() {
        TestOrder order = bundle("0.00");
        assertThat(TestOrder.lines(mapped(order, "30.00")))
                .containsExactly("5000 x1 30.00 tax -", "5001 x2 0.00 tax -");
    }

    @Test
    void aBundlesPartsCanBeLeftOutUnlessTheyCostMoney() {
        Rules parents = TestRules.with("bundles: parent-only\n");
        StoreOrder free = bundle("0.00").build();
        assertThat(SalesOrderMapper.skusOf(free, parents)).containsExactly("SET");
        assertThat(TestOrder.lines(mapped(bundle("0.00"), parents, "30.00"))).hasSize(1);
        assertThat(TestOrder.lines(mapped(bundle("4.00"), parents, "34.00"))).hasSize(2);
    }

    private static TestOrder bundle(String part) {
        String total = part.equals("0.00") ? "30.00" : "34.00";
        return TestOrder.in("USD", false)
                .line("SET", 1, "30.00", "0.00", "30.00")
                .product(
                        """
                        {"id": 2, "product_id": 9, "name": "Part", "sku": "PART", "quantity": 2,
                         "parent_order_product_id": 1, "is_bundled_product": true,
                         "total_ex_tax": "%s", "total_tax": "0", "total_inc_tax": "%s"}
                        """
                                .formatted(part, part))
                .totals(total, "0.00", total);
    }

    @Test
    void customProductsAndGiftCertificatesTakeTheItemsOfTheRules() {
        ObjectNode body =
                mapped(
                        TestOrder.in("USD", false)
                                .product(
                                        """
                                        {"product_id": 0, "name": "Engraving", "sku": "",
                                         "quantity": 1, "total_ex_tax": "12.00",
                                         "total_tax": "0.96", "total_inc_tax": "12.96"}
                                        """)
                                .product(
                                        """
                                        {"product_id": 0, "name": "$25 Gift Certificate",
                                         "type": "giftcertificate", "sku": "", "quantity": 1,
                                         "total_ex_tax": "25.00", "total_tax": "0",
                                         "total_inc_tax": "25.00"}
                                        """)
                                .totals("37.00", "0.96", "37.96"),
                        "37.96");
        assertThat(TestOrder.lines(body))
                .containsExactly("907 x1 12.00 tax 0.96 @ 8", "906 x1 25.00 tax -");
    }

    @Test
    void tendersAreRecordedAndNeverSubtracted() {
        ObjectNode body =
                mapped(
                        TestOrder.in("GBP", true)
                                .line("A", 1, "50.00", "10.00", "60.00")
                                .set("store_credit_amount", "15.0000")
                                .set("gift_certificate_amount", "20.0000")
                                .totals("50.00", "10.00", "60.00"),
                        TestRules.with("tenders: {storeCreditField: custbody_bc_credit}\n"),
                        "60.00");
        assertThat(body.get("memo").asString())
                .isEqualTo(
                        "BigCommerce order 1001; paid with store credit: 15.00 GBP; paid with gift"
                                + " certificates: 20.00 GBP");
        assertThat(body.get("custbody_bc_credit").decimalValue()).isEqualByComparingTo("15");
    }

    @Test
    void yenHaveNoDecimalsAndDinarsThree() {
        // 3 x 1,111 = 3,333 with tax at 10 %: 303 of it are tax
        mapped(
                TestOrder.in("JPY", true)
                        .line("A", 3, "3030.0000", "303.0000", "3333.0000")
                        .totals("3030.0000", "303.0000", "3333.0000"),
                "3333");
        ObjectNode dinars =
                mapped(
                        TestOrder.in("KWD", false)
                                .line("A", 1, "1.2345", "0.0617", "1.2962")
                                .shipping("0.5000", "0.0250", "0.5250")
                                .totals("1.735", "0.087", "1.822"),
                        "1.822");
        assertThat(TestOrder.lines(dinars))
                .containsExactly("5000 x1 1.235 tax 0.062 @ 5", "900 x1 0.500 tax 0.025 @ 5");
    }

    @Test
    void theTransactionalCurrencyCountsNotTheDisplayedOne() {
        ObjectNode body =
                mapped(
                        TestOrder.in("EUR", false)
                                .set("currency_code", "USD")
                                .set("currency_exchange_rate", "1.1000000000")
                                .line("A", 1, "10.00", "1.90", "11.90")
                                .totals("10.00", "1.90", "11.90"),
                        "11.90");
        assertThat(body.at("/currency/id").asString()).isEqualTo("4");
    }

    @Test
    void anOrderThatCostsNothingIsAnOrder() {
        // 20.00 - 20.00 = 0.00; the discount takes back all 4.00 of tax
        assertThat(
                        TestOrder.lines(
                                mapped(
                                        TestOrder.in("GBP", false)
                                                .line("A", 1, "20.00", "4.00", "24.00")
                                                .coupon("ALL", "20.00")
                                                .totals("0.00", "0.00", "0.00"),
                                        "0.00")))
                .containsExactly("5000 x1 20.00 tax 4.00 @ 20", "905 x- -20.00 tax -4.00 @ 20");
        mapped(
                TestOrder.in("GBP", true)
                        .line("FREE", 1, "0.00", "0.00", "0.00")
                        .totals("0", "0", "0"),
                "0.00");
    }

    @Test
    void threeHundredLinesKeepTheirCents() {
        // 300 x 0.3333 = 99.99, taxed at 20 % (0.0667 a line, 20.01 in all; the store charged
        // 20.00)
        TestOrder order = TestOrder.in("GBP", false);
        IntStream.range(0, 300)
                .forEach(i -> order.line("SKU-" + i, 1, "0.3333", "0.0667", "0.4000"));
        ObjectNode body = mapped(order.totals("99.9900", "20.0000", "119.9900"), "119.99");
        assertThat(body.at("/item/items").size()).isEqualTo(300);
        // 299 lines at most a cent up or down: 0.33 or 0.34, and tax 0.06 or 0.07
        assertThat(TestOrder.stream(body.at("/item/items")))
                .allSatisfy(line -> assertThat(line.get("amount").asString()).isIn("0.33", "0.34"));
    }

    @Test
    void anExemptShoppersPricesWithTaxAreTheNetAmounts() {
        // As in an official sample: the lines carry tax, the order none, and the total is the
        // subtotal with tax.
        ObjectNode body =
                mapped(
                        TestOrder.in("USD", false)
                                .line("A", 1, "336.32", "25.63", "361.95")
                                .totals("361.95", "0.00", "361.95"),
                        "361.95");
        assertThat(TestOrder.lines(body)).containsExactly("5000 x1 361.95 tax -");
    }

    @Test
    void aRateIsGivenOnlyWhereItComesToTheAmount() {
        ObjectNode body =
                mapped(
                        TestOrder.in("USD", false)
                                .line("A", 4, "10.00", "0.00", "10.00")
                                .line("B", 3, "10.00", "0.00", "10.00")
                                .totals("20.00", "0.00", "20.00"),
                        "20.00");
        assertThat(body.at("/item/items/0/rate").decimalValue()).isEqualByComparingTo("2.50");
        assertThat(body.at("/item/items/0/price/id").asString()).isEqualTo("-1");
        assertThat(body.at("/item/items/1").has("rate")).isFalse();
    }

    @Test
    void centsBetweenLinesAndSubtotalGoToTheRoundingItem() {
        // The store rounded each line (3 x 3.33 = 9.99) and the subtotal by itself (10.00).
        TestOrder order =
                TestOrder.in("USD", false)
                        .line("A", 1, "3.33", "0.00", "3.33")
                        .line("B", 1, "3.33", "0.00", "3.33")
                        .line("C", 1, "3.33", "0.00", "3.33")
                        .subtotals("10.00", "10.00")
                        .totals("10.00", "0.00", "10.00");
        Rules rounding =
                TestRules.read(
                        TestRules.SUITETAX.replace(
                                "shipping: 900", "shipping: 900\n  rounding: 908"));
        assertThat(TestOrder.lines(mapped(order, rounding, "10.00")))
                .last()
                .isEqualTo("908 x- 0.01 tax -");
    }

    @Test
    void legacyTaxIsALineOfItsOwn() {
        ObjectNode body =
                mapped(
                        TestOrder.in("GBP", true)
                                .line("A", 1, "50.00", "10.00", "60.00")
                                .totals("50.00", "10.00", "60.00"),
                        TestRules.taxLine(),
                        "60.00");
        assertThat(TestOrder.lines(body))
                .containsExactly("5000 x1 50.00 tax -", "909 x1 10.00 tax -");
        assertThat(body.has("taxDetails")).isFalse();
    }

    @Test
    void whatNetSuiteTaxesIsProvedAfterTheWrite() {
        MappedOrder result =
                TestOrder.in("GBP", true)
                        .line("A", 1, "50.00", "10.00", "60.00")
                        .totals("50.00", "10.00", "60.00")
                        .map(
                                TestRules.read(
                                        TestRules.SUITETAX.replace(
                                                "suitetax-override", "netsuite-calculates")));
        assertThat(result)
                .asInstanceOf(InstanceOfAssertFactories.type(MappedOrder.Mapped.class))
                .satisfies(mapped -> {
                    assertThat(mapped.proof().proofAfterWrite()).isTrue();
                    assertThat(mapped.proof().expectedTotal()).isEqualTo("60.00");
                    assertThat(mapped.proof().lines()).isEqualTo("50.00");
                    assertThat(mapped.sublists()).isEqualTo("item");
                });
    }

    @Test
    void taxCodesGoByRateAndCountry() {
        Rules codes =
                TestRules.read(
                        TestRules.SUITETAX.replace(
                                "code: 78}",
                                "code: 78, zeroCode: 80, codes: [{country: GB, rate: 20, code: 81},"
                                        + " {country: GB, rate: 5, code: 82, type: 7}]}"));
        ObjectNode body =
                mapped(
                        TestOrder.in("GBP", false)
                                .line("A", 1, "10.03", "2.01", "12.04")
                                .line("B", 1, "10.00", "0.50", "10.50")
                                .line("C", 1, "10.00", "0.00", "10.00")
                                .line("D", 1, "10.00", "1.20", "11.20")
                                .totals("40.03", "3.71", "43.74"),
                        codes,
                        "43.74");
        assertThat(TestOrder.stream(body.at("/taxDetails/items")))
                .extracting(tax ->
                        tax.at("/taxCode/id").asString()
                                + " "
                                + tax.get("taxType").asString()
                                + " "
                                + tax.get("taxRate").asString())
                .containsExactly("81 77 20", "82 7 5", "80 77 0", "78 77 12");
    }

    @Test
    void theHeaderSaysWhereTheOrderBelongs() {
        ObjectNode body =
                mapped(
                        TestOrder.in("GBP", false)
                                .line("GIFT-1", 1, "10.00", "0", "10.00")
                                .totals("10.00", "0", "10.00")
                                .address(
                                        """
                                        {"first_name": "Bo", "last_name": "Diaz",
                                         "company": "Acme", "street_1": "2 Elm", "city": "Ohio",
                                         "zip": "1", "country_iso2": "us", "state": "Texas",
                                         "phone": "12", "items_total": 1,
                                         "shipping_method": "Flat Rate"}
                                        """),
                        TestRules.with(
                                """
                                timeZone: Asia/Tokyo
                                shipMethods: {default: 50, byName: {flat rate: 51}}
                                paymentMethods: {byName: {Cash: 60}}
                                department: ext:WEB
                                customFields:
                                  custbody_bc_order: "{order.id}"
                                  custbody_bc_note: "Via {order.payment_method} for {shipping.company}"
                                  custbody_bc_gone: "{order.staff_notes}"
                                """),
                        "10.00");
        assertThat(Json.text(body.deepCopy().without(List.of("item", "taxDetails"))))
                .isEqualTo(
                        Json.text(
                                TestOrder.object(
                                        """
                                        {"entity": {"externalId": "BC-abc123-CUST-11"},
                                         "email": "ada@example.com",
                                         "toBeEmailed": false, "orderStatus": {"id": "B"},
                                         "tranDate": "2019-03-06",
                                         "currency": {"id": "1"},
                                         "subsidiary": {"id": "2"}, "location": {"id": "32"},
                                         "department": {"externalId": "WEB"},
                                         "shipMethod": {"id": "51"}, "shippingCost": 0,
                                         "paymentOption": {"id": "60"},
                                         "otherRefNum": "1001", "memo": "BigCommerce order 1001",
                                         "billingAddress": {"addressee": "Ada Byron",
                                           "addr1": "1 Mill Lane", "city": "Leeds",
                                           "zip": "LS1 1AA", "addrPhone": "01130000000",
                                           "country": {"id": "GB"}},
                                         "shippingAddress": {"addressee": "Acme",
                                           "attention": "Bo Diaz", "addr1": "2 Elm",
                                           "city": "Ohio", "state": "Texas", "zip": "1",
                                           "country": {"id": "US"}},
                                         "custbody_bc_order": 1001,
                                         "custbody_bc_note": "Via Cash for Acme",
                                         "taxDetailsOverride": true}
                                        """)));
        assertThat(body.at("/item/items/0/location/id").asString()).isEqualTo("33");
    }

    @Test
    void messyJsonIsReadAsItComes() {
        ObjectNode body =
                mapped(
                        TestOrder.in("GBP", false)
                                .product(
                                        """
                                        {"product_id": "5", "name": "Cup", "sku": "A",
                                         "quantity": "2", "total_ex_tax": 10, "total_tax": 2.00,
                                         "total_inc_tax": "12", "parent_order_product_id": {},
                                         "product_options": [{"display_name": "Size",
                                           "display_value": "S"}]}
                                        """)
                                .set(
                                        "fees",
                                        TestOrder.object(
                                                "{\"fees\": [{\"cost_exc_tax\": \"1.5\","
                                                        + " \"cost_inc_tax\": 1.8, \"cost_tax\":"
                                                        + " 0.3}]}"))
                                .set("discount_amount", TestOrder.object("{}"))
                                .set("coupon_discount", "")
                                .set("is_tax_inclusive_pricing", "")
                                .set("customer_id", "0")
                                .set("date_created", "2019-03-05T21:40:11+02:00")
                                .totals("11.5", "2.3", "13.8"),
                        "13.80");
        assertThat(TestOrder.lines(body))
                .containsExactly("5000 x2 10.00 tax 2.00 @ 20", "903 x1 1.50 tax 0.30 @ 20");
        assertThat(body.at("/item/items/0/description").asString()).isEqualTo("Cup (Size: S)");
        assertThat(body.at("/entity/externalId").asString()).startsWith("BC-abc123-GUEST-");
    }

    private ObjectNode mapped(TestOrder order, String total) {
        return mapped(order, rules, total);
    }

    private static ObjectNode mapped(TestOrder order, Rules rules, String total) {
        return switch (order.map(rules)) {
            case MappedOrder.Mapped(ObjectNode body, Arithmetic proof) -> {
                assertThat(TestOrder.total(body)).isEqualByComparingTo(total);
                assertThat(proof.holds()).isTrue();
                assertThat(proof.expectedTotal()).isEqualTo(total);
                yield body;
            }
            case MappedOrder.Unmappable(var reasons) ->
                    throw new AssertionError(String.join("\n", reasons));
        };
    }
}
