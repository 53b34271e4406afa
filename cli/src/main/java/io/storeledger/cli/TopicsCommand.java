package io.storeledger.cli;

import io.storeledger.common.config.Sections;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.kafka.TopicChange;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.web.BadRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `storeledger topics`: the declared topics and how the cluster's differ.
@Command(
        name = "topics",
        description =
                "Lists the declared topics, shows how the cluster's differ, makes them equal.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|diff|apply|acls")
final class TopicsCommand {
    @Mixin private final ClusterOptions cluster = new ClusterOptions();

    @Command(
            name = "list",
            description = "Lists the declared topics.",
            mixinStandardHelpOptions = true)
    int list() {
        for (Topic<?> topic : Topics.ALL) {
            System.out.printf(
                    "%-40s %-17s %-9s %s%n",
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
        List<TopicChange> changes = admin().difference(true);
        if (changes.isEmpty()) {
            System.out.println("The cluster's topics are as declared.");
        }
        changes.forEach(System.out::println);
        return changes.isEmpty() ? 0 : 1;
    }

    @Command(
            name = "apply",
            description =
                    "Makes the topics that are missing and sets their settings; deletes none. Tells"
                            + " what it leaves as it is.",
            mixinStandardHelpOptions = true)
    int apply(
            @Option(
                            names = "--grow",
                            description = {
                                "gives topics that have fewer partitions than"
                                        + " kafka.topics.partitions as many. Keys move to other"
                                        + " partitions, away from what is kept of them: do it"
                                        + " while nothing is in flight (docs/kafka.md)"
                            })
                    boolean grow) {
        TopicAdmin admin = admin();
        List<TopicChange> changes = admin.difference(grow);
        admin.apply(changes);
        List<TopicChange> left = admin.difference(true);
        changes.stream().filter(change -> !left.contains(change)).forEach(System.out::println);
        left.forEach(change -> System.out.println("Left as it is: " + change));
        if (left.isEmpty()) {
            System.out.println("The cluster's topics are as declared.");
        }
        return 0;
    }

    @Command(
            name = "acls",
            description =
                    "Prints the commands that grant what the services need, and no more; asks no"
                            + " cluster.",
            mixinStandardHelpOptions = true)
    int acls(
            @Option(
                            names = "--principal-prefix",
                            paramLabel = "PREFIX",
                            defaultValue = "User:storeledger-",
                            description =
                                    "comes before a service's name (default: ${DEFAULT-VALUE})")
                    String prefix,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "SERVICE",
                            description = "the one service (default: all)")
                    @Nullable String service) {
        List<KafkaAccess> wanted =
                KafkaAccess.ALL.stream()
                        .filter(access -> service == null || access.service().equals(service))
                        .toList();
        if (wanted.isEmpty()) {
            throw new BadRequest(
                    "\"%s\" is no service; there is %s"
                            .formatted(
                                    service,
                                    KafkaAccess.ALL.stream()
                                            .map(KafkaAccess::service)
                                            .collect(Collectors.joining(", "))));
        }
        SettingsFile file = cluster.loadIfThere();
        KafkaConfig config = KafkaConfig.read(Sections.root(file).section("kafka"));
        file.check();
        for (KafkaAccess access : wanted) {
            String principal = prefix + access.service();
            System.out.println("# " + access.service());
            AclLines.of(
                            access.acls(config, principal),
                            config.bootstrapServers().orElse("localhost:9092"),
                            principal)
                    .forEach(System.out::println);
        }
        return 0;
    }

    private TopicAdmin admin() {
        return new TopicAdmin(cluster.connect());
    }
}
