package io.storeledger.catalog.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.catalog.TestRule;
import io.storeledger.common.config.ConfigException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogRuleTest {

    @Test
    void publishesStockOnlyUnlessTold() {
        CatalogRule rule = TestRule.of("{}");

        assertThat(rule.publish()).isEqualTo(new CatalogRule.Publish(true, false, false));
        assertThat(rule.createMissing()).isFalse();
        assertThat(rule.columns().all()).containsExactly("itemid", "displayname");
    }

    @Test
    void readsAgainByItsScheduleAndUpToTheJitterLater() {
        Instant last = Instant.parse("2026-03-01T10:00:30Z");
        var random = new Random(3);
        CatalogRule every = TestRule.of("{ schedule: 5m, jitter: 15s }");
        CatalogRule cron = TestRule.of("{ schedule: '*/10 * * * *', jitter: 15s }");

        assertThat(Stream.generate(() -> every.nextReading(last, random)).limit(200))
                .allMatch(at -> !at.isBefore(last.plusSeconds(300)))
                .allMatch(at -> !at.isAfter(last.plusSeconds(315)))
                .anyMatch(at -> at.isAfter(last.plusSeconds(307)))
                .anyMatch(at -> at.isBefore(last.plusSeconds(307)));
        assertThat(cron.nextReading(last, random))
                .isBetween(
                        Instant.parse("2026-03-01T10:10:00Z"),
                        Instant.parse("2026-03-01T10:10:15Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    createMissing: true                                  | catalog.createMissing
                    schedule: every minute                               | catalog.schedule
                    timeZone: Mars                                       | catalog.timeZone
                    overlap: 10s                                         | catalog.overlap
                    priceLevel: online                                   | catalog.priceLevel
                    itemTypes: ["x'y"]                                   | catalog.itemTypes
                    columns: {sku: "itemid FROM item --"}                | catalog.columns.sku
                    stock: {locations: [Main]}                           | catalog.stock.locations
                    stock: {byLocation: {"1": "2"}, locations: ["1"]}    | catalog.stock.locations
                    stock: {byLocation: {"1": "2"}, location: "3"}       | catalog.stock.location
                    stock: {bufferBySkuPrefix: {A: few}}                 | catalog.stock.bufferBySkuPrefix.A
                    """)
    void namesTheSettingThatIsWrong(String yaml, String setting) {
        assertThatThrownBy(() -> TestRule.of(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(setting);
    }

    @Test
    void takesTheLongestPrefixesBuffer() {
        StockRule rule =
                TestRule.of("stock: {buffer: 1, bufferBySkuPrefix: {A: 2, AB-: 3}}").stock();

        assertThat(rule.target("ab-1", Map.of("5", BigDecimal.TEN), 0)).containsEntry("1", 7L);
        assertThat(rule.target("AX", Map.of("5", BigDecimal.TEN), 0)).containsEntry("1", 8L);
        assertThat(rule.target("X", Map.of("5", BigDecimal.TEN), 0)).containsEntry("1", 9L);
    }

    @Test
    void publishesNoMoreThanTheStoreCanHold() {
        StockRule rule = TestRule.of("{}").stock();

        assertThat(rule.target("A", Map.of("1", new BigDecimal("9999999999")), 0))
                .containsEntry("1", 2_147_483_647L);
        assertThat(rule.target("A", Map.of("1", new BigDecimal("-3")), 0)).containsEntry("1", 0L);
        assertThat(rule.target("A", Map.of("1", new BigDecimal("2.99")), 0)).containsEntry("1", 2L);
    }
}
