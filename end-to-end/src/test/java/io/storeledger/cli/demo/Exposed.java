package io.storeledger.cli.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.cli.pipeline.Pipeline;
import io.storeledger.common.metric.KafkaMetrics;
import io.storeledger.common.metric.Label;
import io.storeledger.common.metric.Metric;
import io.storeledger.common.metric.Metrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The metrics that a running pipeline exposes, held against the catalogue.
final class Exposed {
    private static final Pattern SERIES = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    private record Series(String name, Map<String, String> labels) {}

    private final Set<Series> all = new HashSet<>();

    private Exposed(String page) {
        page.lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    var series = SERIES.matcher(line);
                    assertThat(series.matches()).as(line).isTrue();
                    Map<String, String> labels = new TreeMap<>();
                    if (series.group(2) != null) {
                        LABEL.matcher(series.group(2))
                                .results()
                                .forEach(label -> labels.put(label.group(1), label.group(2)));
                    }
                    all.add(new Series(series.group(1), labels));
                });
    }

    /// What a pipeline exposes now.
    static Exposed by(Pipeline pipeline) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:%d/metrics".formatted(pipeline.adminPort()));
        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            return new Exposed(answer.body());
        }
    }

    /// Each metric of the catalogue is there, with its labels, and none of ours that is not in it.
    ///
    /// @param absent what does not happen in this run
    void assertAsDeclared(Collection<Metric> absent) {
        Map<String, Metric> declared = new HashMap<>();
        Metrics.all()
                .forEach(metric -> metric.series().forEach(name -> declared.put(name, metric)));
        var expected = new HashSet<>(declared.keySet());
        absent.forEach(metric -> expected.removeAll(metric.series()));

        assertThat(names("storeledger_")).isEqualTo(expected);
        for (Series series : ours()) {
            Metric metric = requireNonNull(declared.get(series.name()));
            Set<String> keys =
                    metric.spec().labels().stream().map(Label::key).collect(Collectors.toSet());
            if (series.name().endsWith("_bucket")) {
                keys.add("le");
            }
            assertThat(series.labels().keySet()).as(series.name()).isEqualTo(keys);
            for (Label label : metric.spec().labels()) {
                if (!label.values().isEmpty()) {
                    assertThat(series.labels().get(label.key()))
                            .as(series.name() + " " + label.key())
                            .isIn(label.values());
                }
            }
        }
        assertThat(names("kafka_")).isEqualTo(kafka());
    }

    /// No value of a label is a record's: not one contains an id.
    void assertNamesNone(List<Long> ids) {
        for (Series series : all) {
            if (series.name().startsWith("jvm_")) {
                continue;
            }
            for (var label : series.labels().entrySet()) {
                if (!label.getKey().equals("le")) {
                    assertThat(ids)
                            .as(series.toString())
                            .noneMatch(id ->
                                    List.of(label.getValue().split("[^0-9]+", -1))
                                            .contains(Long.toString(id)));
                }
            }
        }
    }

    /// More work of the same kinds makes no more series, but of what happened for the first time.
    void assertBoundedAgainst(Exposed before) {
        Set<String> later =
                Metrics.all().stream()
                        .filter(metric -> metric.spec().later().isPresent())
                        .flatMap(metric -> metric.series().stream())
                        .collect(Collectors.toSet());
        assertThat(ours())
                .filteredOn(series -> !later.contains(series.name()))
                .isSubsetOf(before.ours());
    }

    private static Set<String> kafka() {
        Set<String> names = new HashSet<>();
        for (KafkaMetrics.Kept kept : KafkaMetrics.KEPT) {
            kept.names().forEach(name -> names.add(kept.meter(name).replace('.', '_')));
        }
        return names;
    }

    private Set<String> names(String prefix) {
        return all.stream()
                .map(Series::name)
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toSet());
    }

    private List<Series> ours() {
        return new ArrayList<>(
                all.stream().filter(series -> series.name().startsWith("storeledger_")).toList());
    }
}
