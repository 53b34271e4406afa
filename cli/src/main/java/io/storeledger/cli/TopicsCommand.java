package io.storeledger.cli;

import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.kafka.TopicChange;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `storeledger topics`: the declared topics and how the cluster's differ.
@Command(
        name = "topics",
        description =
                "Lists the declared topics, shows how the cluster's differ, makes them equal.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|diff|apply")
final class TopicsCommand {
    @Mixin private final ClusterOptions cluster = new ClusterOptions();

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
        return new TopicAdmin(cluster.connect());
    }

    private static void print(List<TopicChange> changes) {
        if (changes.isEmpty()) {
            System.out.println("The cluster's topics are as declared.");
        }
        changes.forEach(System.out::println);
    }
}
