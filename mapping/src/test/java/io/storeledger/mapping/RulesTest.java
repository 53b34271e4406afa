package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.storeledger.common.config.ConfigException;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void saysAllFaultsAtOnceEachWithItsKey() {
        ConfigException e =
                catchThrowableOfType(
                        ConfigException.class,
                        () ->
                                TestRules.read(
                                        """
                                        subsidiary: UK
                                        salesChannel: {bySkuPrefix: {A: 1}}
                                        location: {default: 1, byCountry: {Britain: 2}}
                                        currencies: {Pound: 1}
                                        items: {shipping: freight, shiping: 9}
                                        tax: {codes: [{rate: lots}]}
                                        timeZone: Mars/Olympus
                                        orderStatus: C
                                        memo: "Order {order.id"
                                        customFields: {note: x, custbody_a: "{cart.id}", custbody_b: "{order.id|money}"}
                                        tenders: {storeCreditField: credit}
                                        updates: {afterFulfilment: header-only, headerFields: [memo, item]}
                                        """));
        assertThat(e.faults())
                .containsExactlyInAnyOrder(
                        "rules.subsidiary \"UK\" should be an internal id (digits, such as 123) or"
                                + " ext: and an external id.",
                        "rules.salesChannel.bySkuPrefix is of no use: a line can't have a"
                                + " salesChannel of its own.",
                        "rules.location.byCountry.Britain should be a country code such as GB.",
                        "rules.currencies.Pound should be a currency code such as GBP.",
                        "rules.items.shipping \"freight\" should be an internal id (digits, such as"
                                + " 123) or ext: and an external id.",
                        "rules.items.shiping is no setting; did you mean \"shipping\"?",
                        "rules.tax.codes[0].rate \"lots\" should be a percentage such as 8.25.",
                        "rules.tax.codes[0].code is required; write an internal id (digits, such as"
                                + " 123) or ext: and an external id.",
                        "rules.tax.code is required with the strategy suitetax-override; write an"
                                + " internal id (digits, such as 123) or ext: and an external id.",
                        "rules.tax.type is required with the strategy suitetax-override; write the"
                                + " internal id of the tax type.",
                        "rules.timeZone \"Mars/Olympus\" should be a time zone such as"
                                + " Europe/London.",
                        "rules.orderStatus \"C\" should be A (pending approval) or B (pending"
                                + " fulfilment).",
                        "rules.memo has a brace without its other half.",
                        "rules.customFields.note should be called custbody_ and so on.",
                        "rules.customFields.custbody_a has {cart.id}; a place is {store},"
                                + " {order.FIELD}, {shipping.FIELD} or {coupon.FIELD}.",
                        "rules.customFields.custbody_b has {order.id|money}; after | stands number"
                                + " or date.",
                        "rules.tenders.storeCreditField \"credit\" should be called custbody_ and"
                                + " so on.",
                        "rules.updates.headerFields \"item\" should be a custbody_ field or one of"
                                + " billingAddress, class, department, email, memo, otherRefNum,"
                                + " salesChannel, shippingAddress.");
    }

    @Test
    void aTaxLineNeedsAnItem() {
        ConfigException e =
                catchThrowableOfType(
                        ConfigException.class, () -> TestRules.read("tax: {strategy: tax-line}\n"));
        assertThat(e.faults())
                .containsExactly(
                        "rules.items.tax is required with the strategy tax-line; write an internal"
                                + " id (digits, such as 123) or ext: and an external id.");
    }

    @Test
    void whatIsLeftOutHasADefault() {
        Rules rules = TestRules.read("tax: {strategy: netsuite-calculates}\n");
        assertThat(rules.timeZone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(rules.orderStatus()).isEqualTo(Rules.OrderStatus.B);
        assertThat(rules.bundles()).isEqualTo(Rules.Bundles.LINES);
        assertThat(rules.severalAddresses()).isEqualTo(Rules.SeveralAddresses.REJECT);
        assertThat(rules.updates().afterFulfilment()).isEqualTo(Rules.Updates.AfterFulfilment.SKIP);
        assertThat(rules.tenders().memo()).isTrue();
        assertThat(rules.memo()).hasToString("BigCommerce order {order.id}");
    }

    @Test
    void couponsGoWhereDiscountsGoUnlessTheyHaveAnItem() {
        Rules rules =
                TestRules.read("items: {discount: 4}\ntax: {strategy: netsuite-calculates}\n");
        assertThat(rules.items().coupon()).contains(new Ref.Internal("4"));
    }

    @Test
    void channelStandsAboveCountryAboveThePaymentMethod() {
        Rules.Dimension location =
                TestRules.read(
                                """
                                location:
                                  default: 1
                                  byChannel: {4: 2}
                                  byCountry: {gb: 3}
                                  byPaymentMethod: {cash: 4}
                                  bySkuPrefix: {GIFT-: 5, GIFT-BIG: 6}
                                tax: {strategy: netsuite-calculates}
                                """)
                        .location();
        TestOrder order = TestOrder.in("GBP", true);
        assertThat(location.of(order.build())).contains(new Ref.Internal("3"));
        assertThat(location.of(order.set("channel_id", "4").build()))
                .contains(new Ref.Internal("2"));
        TestOrder nowhere =
                TestOrder.in("GBP", true).set("billing_address", TestOrder.object("{}"));
        assertThat(location.of(nowhere.build())).contains(new Ref.Internal("4"));
        assertThat(location.of(nowhere.set("payment_method", "Card").build()))
                .contains(new Ref.Internal("1"));
        assertThat(location.ofSku("location", "gift-big-1").map(Picked::ref))
                .contains(new Ref.Internal("5"));
        assertThat(location.ofSku("location", "MUG").map(Picked::ref)).isEmpty();
    }
}
