package io.storeledger.mapping;

import io.storeledger.common.json.VendorDates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the fields of a sales order, or of the credit of a refund, that are no lines.
final class Header {
    private final StoreOrder order;
    private final Rules rules;
    private final Trace trace;
    private final ObjectNode body;

    private Header(StoreOrder order, Rules rules, Trace trace, ObjectNode body) {
        this.order = order;
        this.rules = rules;
        this.trace = trace;
        this.body = body;
    }

    static void write(
            StoreOrder order,
            Rules rules,
            References references,
            Minor minor,
            List<String> reasons,
            Trace trace,
            ObjectNode body) {
        Header header = new Header(order, rules, trace, body);
        header.set("customForm", rules.customForm());
        trace.rule("customForm", "customForm");
        header.parties(references);
        body.putObject("orderStatus").put("id", rules.orderStatus().name());
        trace.rule("orderStatus", "orderStatus");
        header.date(reasons);
        header.currency(minor, reasons);
        header.dimensions();
        header.methods();
        new HeaderTexts(order, rules, trace, body).write(minor, reasons);
        header.addresses();
        header.destinations(reasons);
        header.customFields();
    }

    /// The header of a credit: where the order stands, but with the refund's own date and texts.
    static void write(
            ObjectNode refund,
            StoreOrder order,
            Rules rules,
            References references,
            Minor minor,
            List<String> reasons,
            Trace trace,
            ObjectNode body) {
        Header header = new Header(order, rules, trace, body);
        header.parties(references);
        header.date(refund, reasons);
        header.currency(minor, reasons);
        header.dimensions();
        new HeaderTexts(order, rules, trace, body).write(refund);
        header.addresses();
        rules.refunds()
                .customFields()
                .forEach((name, expression) ->
                        expression
                                .value(order, refund, rules.timeZone())
                                .ifPresent(value ->
                                        header.custom(name, "refunds.", expression, value)));
    }

    private void parties(References references) {
        Ref customer =
                references
                        .customer()
                        .<Ref>map(Ref.Internal::new)
                        .orElseGet(() -> new Ref.External(ExternalIds.customerOf(order)));
        set("entity", Optional.of(customer));
        if (trace.isOn()) {
            trace.note(
                    "entity",
                    List.of("customers.identity"),
                    List.of(
                            order.customerId().isPresent()
                                    ? "order.customer_id"
                                    : order.email().isPresent()
                                            ? "order.billing_address.email"
                                            : "order.id"),
                    "the customer; its id is filled in when it is written");
        }
        order.email()
                .filter(email -> email.length() <= Limits.EMAIL)
                .ifPresent(email -> body.put("email", email));
        // else NetSuite may write to the shopper, whom the store has told already
        body.put("toBeEmailed", false);
        trace.source("email", "order.billing_address.email");
        trace.always("toBeEmailed", "the store has told the shopper already");
    }

    private void date(List<String> reasons) {
        Optional<Instant> created = order.created();
        if (created.isEmpty()) {
            reasons.add("The order's date_created is missing or no date.");
        }
        created.ifPresent(time -> body.put("tranDate", Expression.date(time, rules.timeZone())));
        traceDate("order.date_created");
    }

    private void traceDate(String source) {
        if (trace.isOn()) {
            trace.note("tranDate", List.of("timeZone"), List.of(source), "");
        }
    }

    private void date(ObjectNode refund, List<String> reasons) {
        Fields.text(refund, "created")
                .flatMap(VendorDates::parse)
                .ifPresentOrElse(
                        time -> body.put("tranDate", Expression.date(time, rules.timeZone())),
                        () -> reasons.add("The refund's created is missing or no date."));
        traceDate("refund.created");
    }

    private void currency(Minor minor, List<String> reasons) {
        Optional<Ref> currency = Optional.ofNullable(rules.currencies().get(minor.code()));
        if (currency.isEmpty()) {
            reasons.add(
                    "The order is in %s, which rules.currencies does not list; add it there with"
                                    .formatted(minor.code())
                            + " NetSuite's id of the currency.");
        }
        set("currency", currency);
        if (trace.isOn()) {
            trace.note(
                    "currency",
                    List.of("currencies." + minor.code()),
                    List.of("order.default_currency_code"),
                    "");
        }
    }

    private void dimensions() {
        pick("subsidiary", rules.subsidiary());
        pick("location", rules.location());
        pick("department", rules.department());
        pick("class", rules.classification());
    }

    private void methods() {
        pick("salesChannel", rules.salesChannel());
        Optional<Picked> method =
                rules.shipMethods()
                        .pick("shipMethods", order.shippingMethod(), "shipping.shipping_method");
        set("shipMethod", method.map(Picked::ref));
        if (method.isPresent()) {
            // shipping is a line of its own: without this NetSuite would add the method's rate
            body.put("shippingCost", BigDecimal.ZERO);
            trace.picked("shipMethod", method.get());
            trace.always("shippingCost", "shipping is a line of its own");
        }
        Optional<Picked> payment =
                rules.paymentMethods()
                        .pick("paymentMethods", order.paymentMethod(), "order.payment_method");
        set("paymentOption", payment.map(Picked::ref));
        payment.ifPresent(picked -> trace.picked("paymentOption", picked));
    }

    private void addresses() {
        order.billingAddress()
                .flatMap(address ->
                        Addresses.of(
                                address,
                                "billingAddress",
                                name -> "order.billing_address." + name,
                                trace))
                .ifPresent(address -> body.set("billingAddress", address));
        order.shippingAddress()
                .flatMap(address ->
                        Addresses.of(address, "shippingAddress", name -> "shipping." + name, trace))
                .ifPresent(address -> body.set("shippingAddress", address));
    }

    private void destinations(List<String> reasons) {
        int destinations = order.destinations().size();
        switch (rules.severalAddresses()) {
            case REJECT -> {
                if (destinations > 1) {
                    reasons.add(
                            "The order goes to %d addresses, but a sales order to one; set"
                                            .formatted(destinations)
                                    + " rules.severalAddresses to first to send all of it to the"
                                    + " first.");
                }
            }
            case FIRST -> {}
        }
    }

    private void customFields() {
        rules.customFields()
                .forEach((name, expression) ->
                        expression
                                .value(order, rules.timeZone())
                                .ifPresent(value -> custom(name, "", expression, value)));
    }

    private void custom(String name, String rules, Expression expression, JsonNode value) {
        body.set(name, value.deepCopy());
        if (trace.isOn()) {
            trace.note(name, List.of(rules + "customFields." + name), expression.sources(), "");
        }
    }

    private void pick(String field, Rules.Dimension rule) {
        rule.pick(field, order)
                .ifPresent(picked -> {
                    body.set(field, picked.ref().toJson());
                    trace.picked(field, picked);
                });
    }

    private void set(String field, Optional<Ref> ref) {
        ref.ifPresent(value -> body.set(field, value.toJson()));
    }
}
