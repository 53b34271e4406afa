package io.storeledger.cli.timeline;

import io.storeledger.common.config.ConfigException;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Topics as people name them: in full, or by the end of the name (`orders`, `outcomes`,
/// `dead-letters`), which may be several.
public final class TopicWords {
    private TopicWords() {}

    /// The topics that are meant; all if nothing is said.
    ///
    /// @throws ConfigException naming all topics if a word means none
    public static List<Topic<?>> named(List<String> words) {
        if (words.isEmpty()) {
            return Topics.ALL;
        }
        Set<Topic<?>> named = new LinkedHashSet<>();
        for (String word : words) {
            List<Topic<?>> meant =
                    Topics.ALL.stream()
                            .filter(topic ->
                                    topic.name().equals(word) || topic.name().endsWith("." + word))
                            .toList();
            if (meant.isEmpty()) {
                throw new ConfigException(
                        "the command line",
                        List.of(
                                "\"%s\" is no topic; there are %s"
                                        .formatted(
                                                word,
                                                Topics.ALL.stream()
                                                        .map(Topic::name)
                                                        .collect(Collectors.joining(", ")))));
            }
            named.addAll(meant);
        }
        return new ArrayList<>(named);
    }
}
