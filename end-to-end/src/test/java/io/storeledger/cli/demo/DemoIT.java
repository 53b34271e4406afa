package io.storeledger.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.json.Json;
import io.storeledger.sandbox.fault.FaultPreset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    @TempDir Path folder;

    @Test
    void endsInBooksThatAgreeHoweverMuchGoesWrong() throws Exception {
        Path file = folder.resolve("report.json");

        int code =
                new Demo(
                                new DemoOptions(
                                        Duration.ofSeconds(12),
                                        10,
                                        FaultPreset.MANY,
                                        Optional.of(file)))
                        .run();

        var report = Json.tree(Files.readAllBytes(file));
        assertThat(code).as(report.toPrettyString()).isZero();
        assertThat(report.path("ordersPlaced").asInt()).isGreaterThan(60);
        assertThat(report.path("salesOrders").asInt())
                .isGreaterThanOrEqualTo(report.path("ordersImported").asInt());
        assertThat(report.path("missing").asInt()).isZero();
        assertThat(report.path("duplicated").asInt()).isZero();
        assertThat(report.path("totalsDiffer").asInt()).isZero();
        assertThat(report.path("deadLetters").asInt()).isZero();
        assertThat(report.path("creditsMissing").asInt()).isZero();
        assertThat(report.path("creditTotalsDiffer").asInt()).isZero();
        assertThat(report.path("customersMissing").asInt()).isZero();
        assertThat(report.path("customersDoubled").asInt()).isZero();
        assertThat(report.path("oversold").asInt()).isZero();
        assertThat(report.path("stockChangesPublished").asInt()).isPositive();
        assertThat(report.path("pricesChanged").asInt()).isPositive();
        assertThat(report.path("namesChanged").asInt()).isPositive();
        // NetSuite's hoodie, and what was added meanwhile
        assertThat(report.path("itemsAdded").asInt()).isPositive();
        assertThat(report.path("productsCreated").asInt())
                .isEqualTo(1 + report.path("itemsAdded").asInt());
        assertThat(report.path("pricesPublished").asInt())
                .isGreaterThan(report.path("pricesChanged").asInt());
        assertThat(report.path("productsPublished").asInt())
                .isGreaterThan(report.path("namesChanged").asInt());
        assertThat(report.path("productsMissing").asInt()).isZero();
        assertThat(report.path("productsShown").asInt()).isZero();
        assertThat(report.path("pricesDiffer").asInt()).isZero();
        assertThat(report.path("namesDiffer").asInt()).isZero();
        assertThat(report.path("faultsSurvived").asInt()).isPositive();
        assertThat(report.path("webhookToNetSuiteMs").path("p50").asLong()).isPositive();
    }
}
