package io.storeledger.common.kafka;

import io.storeledger.common.config.Secret;
import io.storeledger.common.config.Settings;
import io.storeledger.common.topic.Topic;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How to reach Kafka and how its topics are made: the `kafka` section.
///
/// @param bootstrapServers `host:port[,host:port]` of the cluster; empty to embed a broker
/// @param properties any property of Kafka's clients, passed through (TLS, SASL, ...); those out of
///   files are read anew for each client
/// @param topicPrefix comes before every topic's name
/// @param groupPrefix comes before every consumer group's name, and every transactional id
/// @param partitions how many partitions a new topic gets
/// @param replication how many replicas a new topic gets; 0 leaves it to the cluster
/// @param retention how long the audit log is kept; empty for ever
/// @param createTopics whether the services make topics that are missing
/// @param instance tells several instances of a service apart, in client ids
public record KafkaConfig(
        Optional<String> bootstrapServers,
        Map<String, Secret> properties,
        String topicPrefix,
        String groupPrefix,
        int partitions,
        int replication,
        Optional<Duration> retention,
        boolean createTopics,
        String instance) {
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]+");

    public KafkaConfig {
        properties = Map.copyOf(properties);
    }

    /// One that makes missing topics, on this host.
    public KafkaConfig(
            Optional<String> bootstrapServers,
            Map<String, String> properties,
            String topicPrefix,
            String groupPrefix,
            int partitions,
            int replication,
            Optional<Duration> retention) {
        this(
                bootstrapServers,
                properties.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> Secret.of(e.getValue()))),
                topicPrefix,
                groupPrefix,
                partitions,
                replication,
                retention,
                true,
                hostName());
    }

    /// Reads the `kafka` section.
    public static KafkaConfig read(Settings settings) {
        settings.ignore("embeddedPort");
        Settings topics = settings.section("topics");
        return new KafkaConfig(
                settings.optionalString("bootstrapServers"),
                settings.secretMap(
                        "properties",
                        settings.section("properties").has(FollowedCredentials.HANDLER)
                                ? (_, _) -> false
                                : FollowedCredentials::follow),
                topics.string("prefix", ""),
                settings.string("groupPrefix", "storeledger."),
                topics.integer("partitions", 6, 1, 1000),
                topics.integer("replication", 0, 0, 9),
                topics.has("retention")
                        ? Optional.of(topics.duration("retention", Duration.ofDays(3650)))
                        : Optional.empty(),
                topics.flag("create", true),
                instance(settings));
    }

    /// Reads the `kafka` section for a service that can't embed a broker.
    public static KafkaConfig readCluster(Settings settings) {
        KafkaConfig config = read(settings);
        if (config.bootstrapServers.isEmpty()) {
            settings.fault(
                    "bootstrapServers",
                    "is required for a service on its own; write host:port of the cluster");
        }
        return config;
    }

    /// The same, with the broker at this address.
    public KafkaConfig at(String address) {
        return new KafkaConfig(
                Optional.of(address),
                properties,
                topicPrefix,
                groupPrefix,
                partitions,
                replication,
                retention,
                createTopics,
                instance);
    }

    /// A topic's name on the cluster.
    public String nameOf(Topic<?> topic) {
        return topicPrefix + topic.name();
    }

    /// Without the properties' values: there are passwords among them.
    @Override
    public String toString() {
        return "KafkaConfig[%s, properties %s, topics %s*, groups %s*]"
                .formatted(
                        bootstrapServers.orElse("embedded"),
                        properties.keySet(),
                        topicPrefix,
                        groupPrefix);
    }

    /// What every client needs to connect.
    Map<String, Object> connection(String clientId) {
        Map<String, Object> all = new LinkedHashMap<>();
        properties.forEach((key, value) -> {
            value.refresh();
            all.put(key, value.reveal());
        });
        FollowedCredentials.give(all, properties);
        all.put(
                "bootstrap.servers",
                bootstrapServers.orElseThrow(
                        () -> new IllegalStateException("no broker was embedded or configured")));
        all.put("client.id", clientId);
        return all;
    }

    private static String instance(Settings settings) {
        String instance = settings.string("instance", hostName());
        if (!INSTANCE.matcher(instance).matches()) {
            settings.fault(
                    "instance",
                    "is \"%s\"; write letters, digits, dots, dashes and underscores only"
                            .formatted(instance));
        }
        return instance;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // a machine that does not find its own name; one that does gives it
            return "localhost";
        }
    }
}
