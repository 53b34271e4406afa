package io.storeledger.writer.mapping;

import io.storeledger.common.config.Settings;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads [Rules]; notes every fault under its key and goes on.
final class RulesReader {
    private static final Pattern CUSTOM_FIELD = Pattern.compile("custbody_?[a-z0-9_]+");
    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern RATE = Pattern.compile("\\d{1,3}(\\.\\d{1,6})?");

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
                ref(rules, "customForm"),
                currencies(rules),
                named(rules, "shipMethods"),
                named(rules, "paymentMethods"),
                items(rules.section("items")),
                tax(rules),
                rules.choice("bundles", Rules.Bundles.class, Rules.Bundles.LINES),
                rules.choice(
                        "severalAddresses",
                        Rules.SeveralAddresses.class,
                        Rules.SeveralAddresses.REJECT),
                zone(rules),
                orderStatus(rules),
                expression(rules, "memo", rules.string("memo", "BigCommerce order {order.id}")),
                expression(rules, "otherRefNum", rules.string("otherRefNum", "{order.id}")),
                customFields(rules),
                tenders(rules.section("tenders")),
                customers(rules.section("customers")),
                updates(rules.section("updates")));
    }

    private static Rules.Dimension dimension(Settings rules, String key, boolean ofLines) {
        if (rules.optionalString(key).isPresent()) {
            return new Rules.Dimension(ref(rules, key), Map.of(), Map.of(), Map.of(), Map.of());
        }
        Settings section = rules.section(key);
        if (!ofLines && !section.map("bySkuPrefix").isEmpty()) {
            section.fault(
                    "bySkuPrefix", "is of no use: a line can't have a " + key + " of its own");
        }
        return new Rules.Dimension(
                ref(section, "default"),
                refs(section, "byChannel", Pattern.compile("\\d+"), "a channel number"),
                refs(section, "byCountry", COUNTRY, "a country code such as GB"),
                refs(section, "byPaymentMethod"),
                refs(section, "bySkuPrefix"));
    }

    private static Map<String, Ref> currencies(Settings rules) {
        return refs(rules, "currencies", CURRENCY, "a currency code such as GBP");
    }

    private static Rules.Named named(Settings rules, String key) {
        if (rules.optionalString(key).isPresent()) {
            return new Rules.Named(ref(rules, key), Map.of());
        }
        Settings section = rules.section(key);
        return new Rules.Named(ref(section, "default"), refs(section, "byName"));
    }

    private static Rules.Items items(Settings items) {
        Optional<Ref> discount = ref(items, "discount");
        return new Rules.Items(
                ref(items, "shipping"),
                ref(items, "handling"),
                ref(items, "wrapping"),
                ref(items, "fee"),
                discount,
                ref(items, "coupon").or(() -> discount),
                ref(items, "giftCertificate"),
                ref(items, "customProduct"),
                ref(items, "rounding"),
                ref(items, "tax"),
                ref(items, "unknown"),
                refs(items, "bySku"));
    }

    private static Rules.Tax tax(Settings rules) {
        Settings tax = rules.section("tax");
        Rules.Tax read =
                new Rules.Tax(
                        tax.choice(
                                "strategy",
                                Rules.Tax.Strategy.class,
                                Rules.Tax.Strategy.SUITETAX_OVERRIDE),
                        id(tax, "type"),
                        ref(tax, "code"),
                        ref(tax, "zeroCode"),
                        tax.list("codes").stream().flatMap(code -> code(code).stream()).toList());
        switch (read.strategy()) {
            case SUITETAX_OVERRIDE -> {
                boolean typed =
                        !read.codes().isEmpty()
                                && read.codes().stream().allMatch(code -> code.type().isPresent())
                                && read.code().isEmpty()
                                && read.zeroCode().isEmpty();
                if (read.code().isEmpty() && read.codes().isEmpty()) {
                    tax.fault(
                            "code",
                            "is required with the strategy suitetax-override; write "
                                    + Ref.WRITTEN);
                }
                if (read.type().isEmpty() && !typed) {
                    tax.fault(
                            "type",
                            "is required with the strategy suitetax-override; write the internal"
                                    + " id of the tax type");
                }
            }
            case TAX_LINE -> {
                if (!rules.section("items").has("tax")) {
                    rules.fault(
                            "items.tax",
                            "is required with the strategy tax-line; write " + Ref.WRITTEN);
                }
            }
            case NETSUITE_CALCULATES -> {}
        }
        return read;
    }

    private static Optional<Rules.Tax.Code> code(Settings code) {
        Optional<String> country = code.optionalString("country");
        country.filter(given -> !COUNTRY.matcher(given).matches())
                .ifPresent(given ->
                        code.fault("country", "\"" + given + "\" should be a code such as GB"));
        Optional<String> rate = code.optionalString("rate");
        Optional<BigDecimal> percent =
                rate.filter(given -> RATE.matcher(given).matches()).map(BigDecimal::new);
        if (rate.isPresent() && percent.isEmpty()) {
            code.fault("rate", "\"" + rate.get() + "\" should be a percentage such as 8.25");
        }
        Optional<String> taxClass = code.optionalString("taxClass");
        Optional<String> type = id(code, "type");
        Optional<Ref> ref = ref(code, "code");
        if (!code.has("code")) {
            code.fault("code", "is required; write " + Ref.WRITTEN);
        }
        return ref.map(found ->
                new Rules.Tax.Code(
                        country.map(given -> given.toUpperCase(Locale.ROOT)),
                        taxClass,
                        percent,
                        found,
                        type));
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

    private static Map<String, Expression> customFields(Settings rules) {
        Map<String, Expression> all = new LinkedHashMap<>();
        rules.map("customFields")
                .forEach((name, text) -> {
                    String key = "customFields." + name;
                    if (!CUSTOM_FIELD.matcher(name).matches()) {
                        rules.fault(key, "should be called custbody_ and so on");
                    }
                    all.put(name, expression(rules, key, text));
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
                        "withCompany", Rules.Customers.Kind.class, Rules.Customers.Kind.PERSON),
                ref(customers, "customForm"));
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
                allowed);
    }

    private static Optional<String> customField(Settings section, String key) {
        Optional<String> name = section.optionalString(key);
        name.filter(given -> !CUSTOM_FIELD.matcher(given).matches())
                .ifPresent(given ->
                        section.fault(
                                key, "\"" + given + "\" should be called custbody_ and so on"));
        return name;
    }

    private static Expression expression(Settings section, String key, String text) {
        try {
            return Expression.parse(text);
        } catch (IllegalArgumentException e) {
            section.fault(key, String.valueOf(e.getMessage()));
            return Expression.parse("");
        }
    }

    private static Optional<String> id(Settings section, String key) {
        Optional<String> written = section.optionalString(key);
        written.filter(given -> !given.matches("\\d+"))
                .ifPresent(given ->
                        section.fault(key, "\"" + given + "\" should be an internal id (digits)"));
        return written;
    }

    private static Optional<Ref> ref(Settings section, String key) {
        return section.optionalString(key).flatMap(written -> ref(section, key, written));
    }

    private static Optional<Ref> ref(Settings section, String key, String written) {
        Optional<Ref> ref = Ref.parse(written);
        if (ref.isEmpty()) {
            section.fault(key, "\"" + written + "\" should be " + Ref.WRITTEN);
        }
        return ref;
    }

    private static Map<String, Ref> refs(Settings section, String key) {
        return refs(section, key, Pattern.compile(".+"), "a name");
    }

    private static Map<String, Ref> refs(
            Settings section, String key, Pattern names, String whatNamesAre) {
        Map<String, Ref> all = new LinkedHashMap<>();
        section.map(key)
                .forEach((name, written) -> {
                    String at = key + "." + name;
                    if (!names.matcher(name).matches()) {
                        section.fault(at, "should be " + whatNamesAre);
                    }
                    ref(section, at, written).ifPresent(ref -> all.put(name, ref));
                });
        return all;
    }
}
