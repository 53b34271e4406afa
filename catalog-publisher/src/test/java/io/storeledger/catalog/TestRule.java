package io.storeledger.catalog;

import io.storeledger.catalog.rule.CatalogRule;
import io.storeledger.common.config.SettingsFile;
import java.util.Map;

/// Rules from YAML, as a merchant writes them.
public final class TestRule {
    private TestRule() {}

    /// Reads a `catalog` section; faults are thrown.
    public static CatalogRule of(String yaml) {
        SettingsFile file = SettingsFile.parse("test", "catalog:\n" + yaml.indent(2), Map.of());
        CatalogRule rule = CatalogRule.read(file.root().section("catalog"));
        file.check();
        return rule;
    }
}
