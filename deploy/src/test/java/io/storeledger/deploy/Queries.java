package io.storeledger.deploy;

import io.storeledger.common.metric.Metric;
import io.storeledger.common.metric.Metrics;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What PromQL queries name.
final class Queries {
    private static final Pattern METRIC =
            Pattern.compile(
                    "\\b(?:storeledger:[a-z0-9_:]+|(?:storeledger|kafka|jvm|process|system)_[a-z0-9_]+)");
    private static final Pattern DOCUMENTED =
            Pattern.compile("\\| `((?:kafka|jvm|process|system)_[a-z0-9_]+)`");

    private Queries() {}

    /// The metrics and recorded series that a query names.
    static Set<String> metricsIn(String query) {
        return METRIC.matcher(query)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// All that there are: those of the catalogue, what our rules record, and those of Kafka and
    /// the JVM that docs/metrics.md names.
    static Set<String> declared() {
        Set<String> all =
                Metrics.all().stream()
                        .map(Metric::series)
                        .flatMap(series -> series.stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        all.addAll(AlertRules.recorded());
        DOCUMENTED
                .matcher(Repository.text("docs/metrics.md"))
                .results()
                .map(match -> match.group(1))
                .forEach(name -> {
                    all.add(name);
                    // of a timer's three series
                    all.add(name + "_sum");
                    all.add(name + "_count");
                });
        return all;
    }
}
