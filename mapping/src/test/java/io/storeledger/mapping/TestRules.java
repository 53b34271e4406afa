package io.storeledger.mapping;

import io.storeledger.common.config.SettingsFile;
import java.util.Map;

/// Rules for tests: everything named, so that a test takes away what it is about.
final class TestRules {
    static final String SUITETAX =
            """
            subsidiary: 2
            location: {default: 3, byChannel: {4: 31}, byCountry: {US: 32}, bySkuPrefix: {GIFT-: 33}}
            currencies: {GBP: 1, USD: 2, EUR: 4, JPY: 5, KWD: 6}
            items:
              shipping: 900
              handling: 901
              wrapping: 902
              fee: 903
              discount: 904
              coupon: 905
              giftCertificate: 906
              customProduct: 907
              tax: 909
              refund: 910
              refundAdjustment: 911
            tax: {strategy: suitetax-override, type: 77, code: 78}
            """;

    private TestRules() {}

    static Rules suiteTax() {
        return read(SUITETAX);
    }

    static Rules taxLine() {
        return read(SUITETAX.replace("suitetax-override", "tax-line"));
    }

    /// With more lines at the end of the file.
    static Rules with(String more) {
        return read(SUITETAX + more);
    }

    static Rules without(String key) {
        return read(SUITETAX.replaceAll("(?m)^\\s*" + key + ": .*\\n", ""));
    }

    static Rules read(String yaml) {
        SettingsFile file = SettingsFile.parse("test", "rules:\n" + yaml.indent(2), Map.of());
        Rules rules = Rules.read(file.root().section("rules"));
        file.check();
        return rules;
    }
}
