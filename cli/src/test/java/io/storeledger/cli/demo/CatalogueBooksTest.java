package io.storeledger.cli.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.catalog.rule.CatalogRule;
import io.storeledger.common.json.Json;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueBooksTest {
    @TempDir Path folder;

    @Test
    void findsWhatDiffersIsMissingOrIsNotHidden() {
        try (var sandbox =
                SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(1))) {
            CatalogRule rule =
                    requireNonNull(
                                    DemoConfig.write(folder, sandbox, Clock.systemUTC())
                                            .catalog()
                                            .connections()
                                            .get(DemoConfig.CONNECTION))
                            .rule();
            CatalogueBooks first = CatalogueBooks.compare(sandbox, rule);
            assertThat(first.missing()).as("the variants of the hoodie").isEqualTo(4);
            assertThat(first.differences()).hasSize(4);
            assertThat(first.agree()).isFalse();

            // a variant's name is the product's in the store
            sandbox.netSuite().changeItem("SB-TEE-RED", Map.of("displayname", "Tee"));
            sandbox.netSuite().changeItem("SB-TEE-BLU", Map.of("baseprice", "20.00"));
            sandbox.netSuite().changeItem("SB-MUG-RED", Map.of("displayname", "Cup"));
            sandbox.netSuite().changeItem("NS-HOODIE-BLA-M", Map.of("isinactive", "T"));
            sandbox.store()
                    .catalog()
                    .create(
                            Json.object()
                                    .put("name", "Hoodie")
                                    .put("type", "physical")
                                    .put("weight", 1)
                                    .put("price", 49.9)
                                    .put("sku", "NS-HOODIE-BLA-L"));

            CatalogueBooks books = CatalogueBooks.compare(sandbox, rule);
            assertThat(books.missing()).isEqualTo(2);
            assertThat(books.pricesDiffer()).isEqualTo(1);
            assertThat(books.namesDiffer()).as("the mug and that hoodie").isEqualTo(2);
            assertThat(books.created()).isEqualTo(1);
            assertThat(books.shown()).isEqualTo(1);
            assertThat(books.differences()).hasSize(6);
        }
    }
}
