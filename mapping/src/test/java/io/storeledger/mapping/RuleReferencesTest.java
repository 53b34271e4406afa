package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.config.SettingsFile;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleReferencesTest {
    @Test
    void areAllThatTheRulesNameUnderTheirSettings() {
        SettingsFile file =
                SettingsFile.parse(
                        "rules.yaml",
                        """
                        subsidiary: "1"
                        class: { default: "2", bySkuPrefix: { X: "ext:CLASS" } }
                        currencies: { USD: "3" }
                        customForm: "4"
                        items: { shipping: "5", bySku: { A-1: "6" } }
                        tax:
                          type: "7"
                          code: "8"
                          codes: [ { country: GB, code: "9" } ]
                        customers: { customForm: "10" }
                        """,
                        Map.of());
        Rules rules = Rules.read(file.root());
        file.check();

        assertThat(RuleReferences.of(rules))
                .contains(
                        named("subsidiary.default", "1"),
                        named("class.default", "2"),
                        new RuleReferences.Named("class.bySkuPrefix.X", new Ref.External("CLASS")),
                        named("currencies.USD", "3"),
                        named("customForm", "4"),
                        named("items.shipping", "5"),
                        named("items.bySku.A-1", "6"),
                        named("tax.code", "8"),
                        named("tax.codes[0].code", "9"),
                        named("customers.customForm", "10"))
                .hasSize(10);
    }

    private static RuleReferences.Named named(String key, String id) {
        return new RuleReferences.Named(key, new Ref.Internal(id));
    }
}
