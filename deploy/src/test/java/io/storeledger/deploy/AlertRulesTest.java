package io.storeledger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
    private static final List<String> TESTS =
            List.of("prometheus/tests/alerts.test.yaml", "prometheus/tests/days.test.yaml");

    @Test
    void prometheusTakesThem() throws Exception {
        assertThat(PrometheusTools.promtool("check", "rules", AlertRules.FILE)).contains("SUCCESS");
    }

    @Test
    void eachFiresAndStaysQuietWhenItShould() throws Exception {
        for (String file : TESTS) {
            // else promtool takes them in any order, and an alert may see what is recorded too late
            assertThat(Repository.yaml(Repository.text("deploy/" + file)).get("group_eval_order"))
                    .isEqualTo(AlertRules.groups());
            assertThat(PrometheusTools.promtool("test", "rules", file)).contains("SUCCESS");
        }
        Map<String, List<Boolean>> tested =
                TESTS.stream()
                        .flatMap(AlertRules::cases)
                        .collect(
                                Collectors.groupingBy(
                                        each -> String.valueOf(each.get("alertname")),
                                        Collectors.mapping(
                                                each ->
                                                        !AlertRules.list(each.get("exp_alerts"))
                                                                .isEmpty(),
                                                Collectors.toList())));

        assertThat(AlertRules.alerts())
                .allSatisfy(alert ->
                        assertThat(tested.getOrDefault(alert.name(), List.of()))
                                .as(alert.name())
                                .contains(true, false));
        assertThat(tested.keySet())
                .isSubsetOf(AlertRules.alerts().stream().map(AlertRules.Rule::name).toList());
    }

    @Test
    void eachSaysHowUrgentItIsAndNamesItsRunbook() {
        String index = Repository.text("docs/runbooks/README.md");
        assertThat(AlertRules.alerts())
                .allSatisfy(alert -> {
                    assertThat(alert.labels().get("severity"))
                            .as(alert.name())
                            .isIn("page", "ticket");
                    assertThat(alert.annotations())
                            .as(alert.name())
                            .containsKeys("summary", "description");
                    String runbook = String.valueOf(alert.annotations().get("runbook"));
                    assertThat(runbook).startsWith("docs/runbooks/");
                    assertThat(Repository.text(runbook))
                            .as(runbook)
                            .contains("**What it means.**", "**Over**");
                    assertThat(index)
                            .contains(runbook.substring(runbook.lastIndexOf('/') + 1))
                            // 14x, 6x, 3x and 1x of one objective are named together
                            .contains(alert.name().replaceAll("(BudgetBurns)\\d+x$", "$114x"));
                });
    }

    @Test
    void theirQueriesNameDeclaredMetrics() {
        assertThat(AlertRules.all())
                .allSatisfy(rule ->
                        assertThat(Queries.metricsIn(rule.query()))
                                .as(rule.name())
                                .isNotEmpty()
                                .isSubsetOf(Queries.declared()));
    }
}
