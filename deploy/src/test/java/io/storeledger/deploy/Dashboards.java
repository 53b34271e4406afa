package io.storeledger.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Grafana's dashboards, as they are provisioned.
final class Dashboards {
    static final String FOLDER = "deploy/grafana/dashboards";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// A query of a panel.
    record Query(String dashboard, String panel, String expression) {
        /// With the variables that Grafana fills in, every connection, store and instance chosen.
        String filledIn() {
            return expression
                    .replace("$__rate_interval", "1m")
                    .replaceAll("\\$(connection|store|account|instance|job)\\b", ".*");
        }
    }

    private Dashboards() {}

    static List<JsonNode> all() throws IOException {
        try (var files = Files.list(Repository.path(FOLDER))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> JSON.readTree(file.toFile()))
                    .toList();
        }
    }

    static List<JsonNode> panels(JsonNode dashboard) {
        return stream(dashboard.path("panels"))
                .filter(panel -> !panel.path("type").asString("").equals("row"))
                .toList();
    }

    static List<Query> queries() throws IOException {
        return all().stream()
                .flatMap(dashboard ->
                        panels(dashboard).stream()
                                .flatMap(panel ->
                                        stream(panel.path("targets"))
                                                .map(target ->
                                                        new Query(
                                                                dashboard
                                                                        .path("title")
                                                                        .asString(""),
                                                                panel.path("title").asString(""),
                                                                target.path("expr").asString("")))))
                .toList();
    }

    static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
