package io.storeledger.cli;

import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.kafka.TopicChange;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `storeledger topics`: the declared topics and how the cluster's differ.
@Command(
        name = "topics",
        description =
                "Lists the declared topics, shows how the cluster's differ, makes them equal.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|diff|apply")
final class TopicsCommand {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = picocli.CommandLine.ScopeType.INHERIT,
            description = "the configuration (default: ${DEFAULT-VALUE})")
    private Path config = Path.of("storeledger.yaml");

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            scope = picocli.CommandLine.ScopeType.INHERIT,
            description = "the cluster; else kafka.bootstrapServers")
    private @Nullable String kafka;

    @Command(
            name = "list",
            description = "Lists the declared topics.",
            mixinStandardHelpOptions = true)
    int list() {
        for (Topic<?> topic : Topics.ALL) {
            System.out.printf(
                    "%-36s %-15s %-9s %s%n",
                    topic.name(),
                    topic.owner().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                    topic.kept().name().toLowerCase(java.util.Locale.ROOT),
                    topic.about());
        }
        return 0;
    }

    @Command(
            name = "diff",
            description =
                    "Shows what would have to change on the cluster. Exit code 1 if anything.",
            mixinStandardHelpOptions = true)
    int diff() {
        List<TopicChange> changes = admin().difference(Topics.ALL);
        print(changes);
        return changes.isEmpty() ? 0 : 1;
    }

    @Command(
            name = "apply",
            description = "Changes the cluster's topics to what is declared; deletes none.",
            mixinStandardHelpOptions = true)
    int apply() {
        TopicAdmin admin = admin();
        List<TopicChange> changes = admin.difference(Topics.ALL);
        print(changes);
        admin.apply(changes);
        return 0;
    }

    private TopicAdmin admin() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        if (kafka != null) {
            environment.put("STORELEDGER_KAFKA_BOOTSTRAPSERVERS", kafka);
        }
        SettingsFile file =
                kafka != null && !java.nio.file.Files.exists(config)
                        ? SettingsFile.parse("the command line", "{}", environment)
                        : SettingsFile.load(config, environment);
        Settings root = Sections.root(file);
        KafkaConfig settings = KafkaConfig.read(root.section("kafka"));
        if (settings.bootstrapServers().isEmpty()) {
            root.fault(
                    "kafka.bootstrapServers",
                    "is required here; a running Storeledger prints its embedded broker's"
                            + " address, give it with --kafka");
        }
        file.check();
        var clients = new KafkaClients(settings);
        clients.requireReachable();
        return new TopicAdmin(clients);
    }

    private static void print(List<TopicChange> changes) {
        if (changes.isEmpty()) {
            System.out.println("The cluster's topics are as declared.");
        }
        changes.forEach(System.out::println);
    }
}
