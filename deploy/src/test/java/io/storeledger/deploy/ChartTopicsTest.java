package io.storeledger.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The chart's list of topics is generated from [Topics]: when this fails, put what it expects into
/// the file.
class ChartTopicsTest {
    private static final String FILE = "deploy/helm/storeledger/files/topics.yaml";

    @Test
    void areTheDeclaredOnes() {
        assertThat(Repository.text(FILE)).isEqualTo(expected());
    }

    @Test
    void becomeStrimzisWithThePrefix() {
        var topics = Chart.ofKind(Chart.render("everything", Map.of()), "KafkaTopic");

        assertThat(topics)
                .extracting(topic -> Chart.at(topic, "spec", "topicName"))
                .containsAll(
                        Topics.ALL.stream()
                                .map(topic -> (Object) ("shop." + topic.name()))
                                .toList());
        assertThat(topics)
                .extracting(Chart::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?"));
    }

    /// The configuration's retention, by which one chooses how long personal data is kept.
    @Test
    void areKeptAsLongAsTheServicesWouldKeepThem() {
        assertThat(retentions(Map.of())).containsOnly(Duration.ofDays(30).toMillis());
        assertThat(retentions(Map.of("config.kafka.topics.retention", ""))).containsOnly(-1);
        assertThat(retentions(Map.of("config.kafka.topics.retention", "90m")))
                .containsOnly(5_400_000);
        assertThatThrownBy(() -> retentions(Map.of("config.kafka.topics.retention", "a month")))
                .hasMessageContaining(
                        "config.kafka.topics.retention: \"a month\" should be a length of time");
    }

    private static List<Object> retentions(Map<String, Object> values) {
        List<Map<String, Object>> topics =
                Chart.ofKind(Chart.render("everything", values), "KafkaTopic");
        return topics.stream()
                .map(topic -> Chart.at(topic, "spec", "config"))
                .filter(config -> "delete".equals(Chart.at(config, "cleanup.policy")))
                .map(config -> Chart.at(config, "retention.ms"))
                .toList();
    }

    private static String expected() {
        List<String> lines =
                Topics.ALL.stream()
                        .map(topic ->
                                "  - {name: %s, kept: %s}".formatted(topic.name(), kept(topic)))
                        .toList();
        String head =
                """
                # Generated from the declared topics; ChartTopicsTest says how.
                topics:
                """;
        return head + String.join("\n", lines) + "\n";
    }

    private static String kept(Topic<?> topic) {
        return topic.kept().name().toLowerCase(Locale.ROOT);
    }
}
