package io.storeledger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
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
