package io.storeledger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/// The chart's list of users is generated from [KafkaAccess]: when this fails, put what it expects
/// into the file.
class ChartUsersTest {
    private static final String FILE = "deploy/helm/storeledger/files/users.yaml";
    private static final KafkaConfig CONFIG =
            new KafkaConfig(
                    Optional.of("kafka:9092"),
                    Map.of(),
                    "{topics}",
                    "{groups}",
                    6,
                    0,
                    Optional.<Duration>empty());

    @Test
    void mayDoWhatTheServicesNeed() {
        assertThat(Repository.text(FILE)).isEqualTo(expected());
    }

    private static String expected() {
        var text =
                new StringBuilder(
                        "# Generated from what each service needs of Kafka; ChartUsersTest says"
                                + " how.\n"
                                + "users:\n");
        for (KafkaAccess access : KafkaAccess.ALL) {
            text.append("  - name: ").append(access.service()).append("\n    acls:\n");
            Map<String, Set<String>> rules = new LinkedHashMap<>();
            for (AclBinding acl : access.acls(CONFIG, "User:x")) {
                rules.computeIfAbsent(resource(acl), _ -> new TreeSet<>())
                        .add(word(acl.entry().operation().name()));
            }
            rules.forEach((resource, operations) ->
                    text.append(
                            "      - {%s, operations: [%s]}\n"
                                    .formatted(resource, String.join(", ", operations))));
        }
        return text.toString();
    }

    private static String resource(AclBinding acl) {
        String type =
                acl.pattern().resourceType() == ResourceType.TRANSACTIONAL_ID
                        ? "transactionalId"
                        : acl.pattern().resourceType().name().toLowerCase(Locale.ROOT);
        return "type: %s, name: \"%s\", pattern: %s"
                .formatted(
                        type,
                        acl.pattern().name(),
                        acl.pattern().patternType() == PatternType.PREFIXED ? "prefix" : "literal");
    }

    private static String word(String operation) {
        var word = new StringBuilder();
        for (String part : List.of(operation.split("_", -1))) {
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return word.toString();
    }
}
