package io.storeledger.mapping;

import io.storeledger.common.config.Settings;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the `tax` of [Rules], and what its strategy needs elsewhere.
final class TaxRulesReader {
    private static final Pattern RATE = Pattern.compile("\\d{1,3}(\\.\\d{1,6})?");

    private TaxRulesReader() {}

    static Rules.Tax read(Settings rules) {
        Settings tax = rules.section("tax");
        Rules.Tax read =
                new Rules.Tax(
                        tax.choice(
                                "strategy",
                                Rules.Tax.Strategy.class,
                                Rules.Tax.Strategy.SUITETAX_OVERRIDE),
                        RefsReader.id(tax, "type"),
                        RefsReader.ref(tax, "code"),
                        RefsReader.ref(tax, "zeroCode"),
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
        country.filter(given -> !RulesReader.COUNTRY.matcher(given).matches())
                .ifPresent(given ->
                        code.fault("country", "\"" + given + "\" should be a code such as GB"));
        Optional<String> rate = code.optionalString("rate");
        Optional<BigDecimal> percent =
                rate.filter(given -> RATE.matcher(given).matches()).map(BigDecimal::new);
        if (rate.isPresent() && percent.isEmpty()) {
            code.fault("rate", "\"" + rate.get() + "\" should be a percentage such as 8.25");
        }
        Optional<String> taxClass = code.optionalString("taxClass");
        Optional<String> type = RefsReader.id(code, "type");
        Optional<Ref> ref = RefsReader.ref(code, "code");
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
}
