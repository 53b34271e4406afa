package io.storeledger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.metric.Metric;
import io.storeledger.common.metric.Metrics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DashboardsTest {
    @Test
    void eachHasAnAddressOfItsOwnAndIsFoundFromTheOthers() throws Exception {
        List<JsonNode> all = Dashboards.all();

        assertThat(all)
                .extracting(dashboard -> dashboard.path("uid").asString(""))
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.startsWith("storeledger-"));
        assertThat(all)
                .extracting(dashboard -> dashboard.path("tags").path(0).asString(""))
                .containsOnly("storeledger");
        assertThat(all)
                .allSatisfy(dashboard ->
                        assertThat(
                                        Dashboards.stream(dashboard.path("templating").path("list"))
                                                .map(variable ->
                                                        variable.path("type").asString("")))
                                .as("the data source can be chosen")
                                .contains("datasource"));
    }

    @Test
    void theirPanelsLieSideBySide() throws Exception {
        assertThat(Dashboards.all())
                .allSatisfy(dashboard -> {
                    Set<String> taken = new HashSet<>();
                    for (JsonNode panel : Dashboards.panels(dashboard)) {
                        JsonNode place = panel.path("gridPos");
                        assertThat(place.path("x").asInt() + place.path("w").asInt())
                                .isLessThanOrEqualTo(24);
                        for (int x = 0; x < place.path("w").asInt(); x++) {
                            for (int y = 0; y < place.path("h").asInt(); y++) {
                                assertThat(
                                                taken.add(
                                                        (place.path("x").asInt() + x)
                                                                + ","
                                                                + (place.path("y").asInt() + y)))
                                        .as(
                                                "%s: %s lies on another",
                                                dashboard.path("title"), panel.path("title"))
                                        .isTrue();
                            }
                        }
                    }
                });
    }

    @Test
    void theirQueriesNameDeclaredMetrics() throws Exception {
        assertThat(Dashboards.queries())
                .hasSizeGreaterThan(100)
                .allSatisfy(query ->
                        assertThat(Queries.metricsIn(query.expression()))
                                .as("%s: %s", query.dashboard(), query.panel())
                                .isSubsetOf(Queries.declared()));
    }

    @Test
    void everyMetricOfOursIsOnOneOfThem() throws Exception {
        Set<String> shown = new TreeSet<>();
        Dashboards.queries().forEach(query -> shown.addAll(Queries.metricsIn(query.expression())));

        assertThat(
                        Metrics.all().stream()
                                .filter(metric ->
                                        metric.series().stream().noneMatch(shown::contains))
                                .map(metric -> metric.spec().name()))
                .as("an alert tells of it")
                .containsExactly("storeledger.attempts.lost");
        assertThat(Metrics.all()).extracting(Metric::family).doesNotHaveDuplicates();
    }
}
