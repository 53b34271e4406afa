package io.storeledger.mapping;

import io.storeledger.common.config.Settings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads [Rules]; notes every fault under its key and goes on.
final class RulesReader {
    private static final Pattern CUSTOM_FIELD = Pattern.compile("custbody_?[a-z0-9_]+");
    static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /// What a fulfilled order may still change: nothing that moves money, goods or its owner.
    private static final Set<String> HARMLESS =
            Set.of(
                    "memo",
                    "otherRefNum",
                    "email",
                    "department",
                    "class",
                    "salesChannel",
                    "billingAddress",
                    "shippingAddress");

    private RulesReader() {}

    static Rules read(Settings rules) {
        return new Rules(
                dimension(rules, "subsidiary", false),
                dimension(rules, "location", true),
                dimension(rules, "department", true),
                dimension(rules, "class", true),
                dimension(rules, "salesChannel", false),
                RefsReader.ref(rules, "customForm"),
                currencies(rules),
                named(rules, "shipMethods"),
                named(rules, "paymentMethods"),
                items(rules.section("items")),
                TaxRulesReader.read(rules),
                rules.choice("bundles", Rules.Bundles.class, Rules.Bundles.LINES),
                rules.choice(
                        "severalAddresses",
                        Rules.SeveralAddresses.class,
                        Rules.SeveralAddresses.REJECT),
                zone(rules),
                orderStatus(rules),
                expression(
                        rules,
                        "memo",
                        rules.string("memo", "BigCommerce order {order.id}"),
                        Expression.OF_ORDERS),
                expression(
                        rules,
                        "otherRefNum",
                        rules.string("otherRefNum", "{order.id}"),
                        Expression.OF_ORDERS),
                customFields(rules, Expression.OF_ORDERS),
                tenders(rules.section("tenders")),
                customers(rules.section("customers")),
                updates(rules.section("updates")),
                refunds(rules.section("refunds")));
    }

    private static Rules.Dimension dimension(Settings rules, String key, boolean ofLines) {
        if (rules.optionalString(key).isPresent()) {
            return new Rules.Dimension(
                    RefsReader.ref(rules, key), Map.of(), Map.of(), Map.of(), Map.of());
        }
        Settings section = rules.section(key);
        if (!ofLines && !section.map("bySkuPrefix").isEmpty()) {
            section.fault(
                    "bySkuPrefix", "is of no use: a line can't have a " + key + " of its own");
        }
        return new Rules.Dimension(
                RefsReader.ref(section, "default"),
                RefsReader.refs(section, "byChannel", Pattern.compile("\\d+"), "a channel number"),
                RefsReader.refs(section, "byCountry", COUNTRY, "a country code such as GB"),
                RefsReader.refs(section, "byPaymentMethod"),
                RefsReader.refs(section, "bySkuPrefix"));
    }

    private static Map<String, Ref> currencies(Settings rules) {
        return RefsReader.refs(rules, "currencies", CURRENCY, "a currency code such as GBP");
    }

    private static Rules.Named named(Settings rules, String key) {
        if (rules.optionalString(key).isPresent()) {
            return new Rules.Named(RefsReader.ref(rules, key), Map.of());
        }
        Settings section = rules.section(key);
        return new Rules.Named(
                RefsReader.ref(section, "default"), RefsReader.refs(section, "byName"));
    }

    private static Rules.Items items(Settings items) {
        Optional<Ref> discount = RefsReader.ref(items, "discount");
        Optional<Ref> refund = RefsReader.ref(items, "refund");
        return new Rules.Items(
                RefsReader.ref(items, "shipping"),
                RefsReader.ref(items, "handling"),
                RefsReader.ref(items, "wrapping"),
                RefsReader.ref(items, "fee"),
                discount,
                RefsReader.ref(items, "coupon").or(() -> discount),
                RefsReader.ref(items, "giftCertificate"),
                RefsReader.ref(items, "customProduct"),
                RefsReader.ref(items, "rounding"),
                RefsReader.ref(items, "tax"),
                refund,
                RefsReader.ref(items, "refundAdjustment").or(() -> refund),
                RefsReader.ref(items, "unknown"),
                RefsReader.refs(items, "bySku"));
    }

    private static ZoneId zone(Settings rules) {
        String written = rules.string("timeZone", "UTC");
        try {
            return ZoneId.of(written);
        } catch (DateTimeException e) {
            rules.fault(
                    "timeZone", "\"" + written + "\" should be a time zone such as Europe/London");
            return ZoneOffset.UTC;
        }
    }

    private static Rules.OrderStatus orderStatus(Settings rules) {
        String written = rules.string("orderStatus", "B");
        return switch (written) {
            case "A" -> Rules.OrderStatus.A;
            case "B" -> Rules.OrderStatus.B;
            default -> {
                rules.fault(
                        "orderStatus",
                        "\""
                                + written
                                + "\" should be A (pending approval) or B (pending"
                                + " fulfilment)");
                yield Rules.OrderStatus.B;
            }
        };
    }

    private static Map<String, Expression> customFields(Settings rules, Set<String> sources) {
        Map<String, Expression> all = new LinkedHashMap<>();
        rules.map("customFields")
                .forEach((name, text) -> {
                    String key = "customFields." + name;
                    if (!CUSTOM_FIELD.matcher(name).matches()) {
                        rules.fault(key, "should be called custbody_ and so on");
                    }
                    all.put(name, expression(rules, key, text, sources));
                });
        return all;
    }

    private static Rules.Tenders tenders(Settings tenders) {
        return new Rules.Tenders(
                tenders.flag("memo", true),
                customField(tenders, "storeCreditField"),
                customField(tenders, "giftCertificateField"));
    }

    private static Rules.Customers customers(Settings customers) {
        return new Rules.Customers(
                customers.choice(
                        "withCompany", Rules.Customers.Kind.class, Rules.Customers.Kind.COMPANY),
                customers.choice(
                        "identity", Rules.Customers.Identity.class, Rules.Customers.Identity.ID),
                customers.choice(
                        "deleted", Rules.Customers.Deleted.class, Rules.Customers.Deleted.NOTHING),
                RefsReader.ref(customers, "customForm"));
    }

    private static Rules.Updates updates(Settings updates) {
        List<String> fields = updates.strings("headerFields", List.of("memo"));
        List<String> allowed = new ArrayList<>();
        for (String field : fields) {
            if (HARMLESS.contains(field) || CUSTOM_FIELD.matcher(field).matches()) {
                allowed.add(field);
            } else {
                updates.fault(
                        "headerFields",
                        "\"%s\" should be a custbody_ field or one of %s"
                                .formatted(
                                        field,
                                        String.join(", ", HARMLESS.stream().sorted().toList())));
            }
        }
        return new Rules.Updates(
                updates.choice(
                        "afterFulfilment",
                        Rules.Updates.AfterFulfilment.class,
                        Rules.Updates.AfterFulfilment.SKIP),
                allowed,
                updates.choice(
                        "cancelled", Rules.Updates.Cancelled.class, Rules.Updates.Cancelled.CLOSE));
    }

    private static Rules.Refunds refunds(Settings refunds) {
        return new Rules.Refunds(
                refunds.choice(
                        "kind",
                        Rules.Refunds.CreditKind.class,
                        Rules.Refunds.CreditKind.CREDIT_MEMO),
                refunds.choice(
                        "notBilled",
                        Rules.Refunds.NotBilled.class,
                        Rules.Refunds.NotBilled.CREDIT_MEMO),
                refunds.choice(
                        "restock", Rules.Refunds.Restock.class, Rules.Refunds.Restock.SHIPPED),
                customFields(refunds, Expression.OF_REFUNDS));
    }

    private static Optional<String> customField(Settings section, String key) {
        Optional<String> name = section.optionalString(key);
        name.filter(given -> !CUSTOM_FIELD.matcher(given).matches())
                .ifPresent(given ->
                        section.fault(
                                key, "\"" + given + "\" should be called custbody_ and so on"));
        return name;
    }

    private static Expression expression(
            Settings section, String key, String text, Set<String> sources) {
        try {
            return Expression.parse(text, sources);
        } catch (IllegalArgumentException e) {
            section.fault(key, String.valueOf(e.getMessage()));
            return Expression.parse("", sources);
        }
    }
}
