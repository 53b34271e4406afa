package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What docs/kafka.md says of rights is what is declared, and what the command prints.
class KafkaPageTest {
    private static final Path PAGE = Path.of("..", "docs", "kafka.md");

    @TempDir private Path folder;

    @Test
    void tellsEachServicesRights() throws Exception {
        var tables = new StringBuilder();
        KafkaConfig config = config();
        for (KafkaAccess access : KafkaAccess.ALL) {
            tables.append(
                    "\n#### %s%n%n| topic, group or transactional id | rights |%n|---|---|%n"
                            .formatted(access.service()));
            AclLines.words(access.acls(config, "User:x"))
                    .forEach((name, rights) ->
                            tables.append("| `%s` | %s |%n".formatted(name, rights)));
        }

        assertThat(Files.readString(PAGE))
                .contains("<!-- what KafkaAccess declares -->\n" + tables + "\n<!-- end -->");
    }

    @Test
    void theCommandPrintsOneLineForAllThatIsAllowedTheSame() throws Exception {
        Path yaml =
                Files.writeString(
                        folder.resolve("s.yaml"),
                        """
                        kafka: {bootstrapServers: "kafka:9092", topics: {create: false, prefix: acme.}}
                        """);
        var cli = new Cli();

        int code =
                cli.run(
                        "topics",
                        "acls",
                        "--config",
                        yaml.toString(),
                        "--principal-prefix",
                        "User:CN=",
                        "ingress");

        assertThat(cli.err()).isEmpty();
        assertThat(code).isZero();
    }

    @Test
    void aServiceThatThereIsNotIsToldFromThoseThatThereAre() {
        var cli = new Cli();

        assertThat(cli.run("topics", "acls", "--kafka", "x:1", "writer")).isEqualTo(2);

        assertThat(cli.err())
                .contains("\"writer\" is no service; there is ingress, enricher, netsuite-writer");
    }

    @Test
    void theLinesAreThoseOfKafkasTool() {
        KafkaConfig config = config();

        assertThat(
                        AclLines.of(
                                KafkaAccess.INGRESS.acls(config, "User:CN=ingress"),
                                "kafka:9092",
                                "User:CN=ingress"))
                .containsExactly(
                        "kafka-acls.sh --bootstrap-server kafka:9092 --add --allow-principal"
                                + " User:CN=ingress --operation Read --operation Write --topic"
                                + " bigcommerce.webhooks",
                        "kafka-acls.sh --bootstrap-server kafka:9092 --add --allow-principal"
                                + " User:CN=ingress --operation Write --topic"
                                + " bigcommerce.webhooks.dead-letters --topic bigcommerce.gaps");
        assertThat(AclLines.of(KafkaAccess.NETSUITE_WRITER.acls(config, "User:w"), "k:1", "User:w"))
                .contains(
                        "kafka-acls.sh --bootstrap-server k:1 --add --allow-principal User:w"
                                + " --operation Read --resource-pattern-type prefixed --group"
                                + " storeledger.writer.");
    }

    private static KafkaConfig config() {
        return KafkaConfig.read(
                SettingsFile.parse("test.yaml", "kafka: {topics: {create: false}}", Map.of())
                        .root()
                        .section("kafka"));
    }
}
