package io.storeledger.common.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.topic.Topic.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/reference/topics.md` says what is declared. `-Dstoreledger.docs.write=true` writes it
/// anew.
class TopicsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "topics.md");

    private static final String HEAD =
            """
            # Topics

            Generated from `Topics`; don't edit. To write it anew:
            `mvn -pl common -am test -Dtest=TopicsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dstoreledger.docs.write=true`.

            Names are without `kafka.topics.prefix`; prefix, partitions, replicas and retention are [settings](settings.md#kafka). What is
            kept **for ever** is kept until `kafka.topics.retention`, if that is set; of the others the **newest** record of each key stays.
            Values are JSON that only ever gains fields, by the schema named, or bytes as they were received. Headers are described in
            [asyncapi.yaml](../../deploy/asyncapi.yaml). `storeledger topics diff` holds a cluster against this page; who may do what with
            which topic is in [kafka.md](../kafka.md#what-each-service-may-do).
            """;

    @Test
    void saysWhatIsDeclared() throws IOException {
        // given
        String page =
                HEAD
                        + Arrays.stream(Owner.values())
                                .map(TopicsPageTest::section)
                                .collect(Collectors.joining());

        // when
        if (Boolean.getBoolean("storeledger.docs.write")) {
            Files.writeString(PAGE, page);
        }

        // then
        assertThat(PAGE).as("it is generated; its head says how").hasContent(page);
    }

    private static String section(Owner owner) {
        String who =
                owner == Owner.EVERY_SERVICE
                        ? "every service"
                        : "the " + owner.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Topics.ALL.stream()
                .filter(topic -> topic.owner() == owner)
                .map(TopicsPageTest::row)
                .collect(
                        Collectors.joining(
                                "",
                                """

                                ## Written by %s

                                | topic | kept | key: what it says | schema |
                                |---|---|---|---|
                                """
                                        .formatted(who),
                                ""));
    }

    private static String row(Topic<?> topic) {
        String kept =
                switch (topic.kept()) {
                    case FOREVER -> "for ever";
                    case COMPACTED -> "newest";
                };
        return "| `%s` | %s | %s | %s |\n"
                .formatted(topic.name(), kept, topic.about().replace("|", "\\|"), schema(topic));
    }

    private static String schema(Topic<?> topic) {
        if (topic.value() == byte[].class) {
            return "";
        }
        String name =
                topic.value()
                        .getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT);
        return "[%s](../../deploy/schemas/%s.schema.json)".formatted(name, name);
    }
}
