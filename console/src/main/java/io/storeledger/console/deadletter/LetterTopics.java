package io.storeledger.console.deadletter;

import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The topics of dead letters, and where their letters came from.
final class LetterTopics {
    static final String SUFFIX = ".dead-letters";

    /// All of them.
    static final List<Topic<?>> ALL =
            Topics.ALL.stream().filter(topic -> topic.name().endsWith(SUFFIX)).toList();

    private final Map<String, Topic<?>> origins;

    LetterTopics(KafkaConfig config) {
        this.origins =
                Topics.ALL.stream()
                        .filter(topic -> !topic.name().endsWith(SUFFIX))
                        .collect(
                                Collectors.toMap(
                                        topic -> config.nameOf(topic.deadLetters()),
                                        Function.identity()));
    }

    /// The topic that the letters of a topic were rejected from.
    ///
    /// @param name of the dead letters' topic on the cluster
    Optional<Topic<?>> origin(String name) {
        return Optional.ofNullable(origins.get(name));
    }
}
