package io.storeledger.deploy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The rules that Prometheus evaluates.
final class AlertRules {
    static final String FILE = "helm/storeledger/files/rules/storeledger.yaml";

    /// One of them.
    ///
    /// @param name of the alert, or of what is recorded
    record Rule(
            String name,
            boolean isAlert,
            String query,
            Map<String, Object> labels,
            Map<String, Object> annotations) {}

    private AlertRules() {}

    /// The groups' names, those first that others build on.
    static List<Object> groups() {
        return read().stream().map(group -> group.get("name")).toList();
    }

    static List<Rule> all() {
        return read().stream()
                .flatMap(group -> list(group.get("rules")).stream())
                .map(rule -> {
                    boolean isAlert = rule.containsKey("alert");
                    return new Rule(
                            String.valueOf(rule.get(isAlert ? "alert" : "record")),
                            isAlert,
                            String.valueOf(rule.get("expr")),
                            map(rule.get("labels")),
                            map(rule.get("annotations")));
                })
                .toList();
    }

    static List<Rule> alerts() {
        return all().stream().filter(Rule::isAlert).toList();
    }

    /// What is recorded under other names.
    static List<String> recorded() {
        return all().stream().filter(rule -> !rule.isAlert()).map(Rule::name).toList();
    }

    /// The cases of the rules' tests.
    static Stream<Map<String, Object>> cases(String testFile) {
        return list(Repository.yaml(Repository.text("deploy/" + testFile)).get("tests")).stream()
                .flatMap(test -> list(test.get("alert_rule_test")).stream());
    }

    private static List<Map<String, Object>> read() {
        return list(Repository.yaml(Repository.text("deploy/" + FILE)).get("groups"));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Object value) {
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
