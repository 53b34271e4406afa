package io.storeledger.mapping;

import io.storeledger.common.json.VendorDates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Writes the fields of a sales order, or of the credit of a refund, that are no lines.
final class Header {
    private final StoreOrder order;
    private final Rules rules;
    private final ObjectNode body;

    private Header(StoreOrder order, Rules rules, ObjectNode body) {
        this.order = order;
        this.rules = rules;
        this.body = body;
    }

    static void write(
            StoreOrder order,
            Rules rules,
            References references,
            Minor minor,
            List<String> reasons,
            ObjectNode body) {
        Header header = new Header(order, rules, body);
        header.set("customForm", rules.customForm());
        header.parties(references);
        body.putObject("orderStatus").put("id", rules.orderStatus().name());
        header.date(reasons);
        header.currency(minor, reasons);
        header.dimensions();
        header.methods();
        header.texts(minor, reasons);
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
            ObjectNode body) {
        Header header = new Header(order, rules, body);
        header.parties(references);
        header.date(refund, reasons);
        header.currency(minor, reasons);
        header.dimensions();
        header.texts(refund);
        header.addresses();
        rules.refunds()
                .customFields()
                .forEach((name, expression) ->
                        expression
                                .value(order, refund, rules.timeZone())
                                .ifPresent(value -> body.set(name, value.deepCopy())));
    }

    private void parties(References references) {
        Ref customer =
                references
                        .customer()
                        .<Ref>map(Ref.Internal::new)
                        .orElseGet(() -> new Ref.External(ExternalIds.customerOf(order)));
        set("entity", Optional.of(customer));
        order.email()
                .filter(email -> email.length() <= Limits.EMAIL)
                .ifPresent(email -> body.put("email", email));
        // else NetSuite may write to the shopper, whom the store has told already
        body.put("toBeEmailed", false);
    }

    private void date(List<String> reasons) {
        Optional<Instant> created = order.created();
        if (created.isEmpty()) {
            reasons.add("The order's date_created is missing or no date.");
        }
        created.ifPresent(time -> body.put("tranDate", Expression.date(time, rules.timeZone())));
    }

    private void date(ObjectNode refund, List<String> reasons) {
        Fields.text(refund, "created")
                .flatMap(VendorDates::parse)
                .ifPresentOrElse(
                        time -> body.put("tranDate", Expression.date(time, rules.timeZone())),
                        () -> reasons.add("The refund's created is missing or no date."));
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
    }

    private void dimensions() {
        set("subsidiary", rules.subsidiary().of(order));
        set("location", rules.location().of(order));
        set("department", rules.department().of(order));
        set("class", rules.classification().of(order));
    }

    private void methods() {
        set("salesChannel", rules.salesChannel().of(order));
        Optional<Ref> method = rules.shipMethods().of(order.shippingMethod());
        set("shipMethod", method);
        if (method.isPresent()) {
            // shipping is a line of its own: without this NetSuite would add the method's rate
            body.put("shippingCost", BigDecimal.ZERO);
        }
        set("paymentOption", rules.paymentMethods().of(order.paymentMethod()));
    }

    private void texts(Minor minor, List<String> reasons) {
        rules.otherRefNum()
                .text(order, rules.timeZone())
                .ifPresent(text -> put("otherRefNum", text, Limits.OTHER_REF_NUM));
        StringBuilder memo =
                new StringBuilder(rules.memo().text(order, rules.timeZone()).orElse(""));
        Rules.Tenders tenders = rules.tenders();
        tender(
                "store_credit_amount",
                "store credit",
                tenders.storeCreditField(),
                memo,
                minor,
                reasons);
        tender(
                "gift_certificate_amount",
                "gift certificates",
                tenders.giftCertificateField(),
                memo,
                minor,
                reasons);
        if (!memo.isEmpty()) {
            put("memo", memo.toString(), Limits.MEMO);
        }
    }

    private void texts(ObjectNode refund) {
        String number = Fields.text(refund, "id").orElse("?");
        put("otherRefNum", "%s-R%s".formatted(order.id(), number), Limits.OTHER_REF_NUM);
        put(
                "memo",
                "BigCommerce refund %s of order %s%s"
                        .formatted(
                                number,
                                order.id(),
                                Fields.text(refund, "reason")
                                        .map(reason -> ": " + reason)
                                        .orElse("")),
                Limits.MEMO);
    }

    /// Records what paid for the order beside money; the total stays what it is.
    private void tender(
            String field,
            String words,
            Optional<String> customField,
            StringBuilder memo,
            Minor minor,
            List<String> reasons) {
        Fields.money(order.order(), field, "order " + order.id(), reasons)
                .filter(amount -> amount.signum() != 0)
                .ifPresent(amount -> {
                    if (rules.tenders().memo()) {
                        memo.append(memo.isEmpty() ? "" : "; ")
                                .append("paid with ")
                                .append(words)
                                .append(": ")
                                .append(minor.say(amount));
                    }
                    customField.ifPresent(
                            name -> body.put(name, minor.amount(minor.rounded(amount))));
                });
    }

    private void addresses() {
        order.billingAddress()
                .flatMap(Addresses::of)
                .ifPresent(address -> body.set("billingAddress", address));
        order.shippingAddress()
                .flatMap(Addresses::of)
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
                                .ifPresent(value -> body.set(name, value.deepCopy())));
    }

    private void set(String field, Optional<Ref> ref) {
        ref.ifPresent(value -> body.set(field, value.toJson()));
    }

    private void put(String field, String text, int limit) {
        body.put(field, Limits.cut(text, limit));
    }
}
