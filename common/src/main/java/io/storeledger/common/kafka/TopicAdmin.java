package io.storeledger.common.kafka;

import static java.util.Objects.requireNonNull;

import io.storeledger.common.kafka.TopicChange.Create;
import io.storeledger.common.kafka.TopicChange.Grow;
import io.storeledger.common.kafka.TopicChange.SetConfig;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Compares the declared topics with those of the cluster, and makes the difference go away.
public final class TopicAdmin {
    private static final int LOOKS = 500;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final KafkaClients kafka;
    private final KafkaConfig config;

    public TopicAdmin(KafkaClients kafka) {
        this.kafka = kafka;
        this.config = kafka.config();
    }

    /// A topic as it should be.
    private record Wanted(String name, int partitions, Map<String, String> settings) {}

    /// What would have to change; nothing is changed.
    ///
    /// @throws KafkaException if the cluster refuses to say
    public List<TopicChange> difference(Collection<Topic<?>> declared) {
        return compare(declared.stream().map(this::wanted).toList());
    }

    /// What would have to change of all topics: where the services make none, those that Kafka
    /// Streams keeps for itself are among them.
    ///
    /// @throws KafkaException if the cluster refuses to say
    public List<TopicChange> difference() {
        List<Wanted> all = new ArrayList<>(Topics.ALL.stream().map(this::wanted).toList());
        if (!config.createTopics()) {
            KafkaAccess.ALL.stream()
                    .flatMap(access -> access.internal().stream())
                    .map(this::wanted)
                    .forEach(all::add);
        }
        return compare(all);
    }

    private List<TopicChange> compare(List<Wanted> declared) {
        try (Admin admin = kafka.admin("topics")) {
            var existing = get(admin.listTopics().names());
            var present = declared.stream().map(Wanted::name).filter(existing::contains).toList();
            Map<String, TopicDescription> described =
                    get(admin.describeTopics(present).allTopicNames());
            Map<ConfigResource, Config> configs =
                    get(
                            admin.describeConfigs(
                                            present.stream().map(TopicAdmin::resource).toList())
                                    .all());
            List<TopicChange> changes = new ArrayList<>();
            for (Wanted topic : declared) {
                String name = topic.name();
                TopicDescription there = described.get(name);
                if (there == null) {
                    changes.add(new Create(name, topic.partitions(), topic.settings()));
                    continue;
                }
                if (there.partitions().size() < topic.partitions()) {
                    changes.add(new Grow(name, there.partitions().size(), topic.partitions()));
                }
                topic.settings()
                        .forEach((key, wanted) -> {
                            Config has = configs.get(resource(name));
                            ConfigEntry entry = has == null ? null : has.get(key);
                            if (entry == null || !wanted.equals(entry.value())) {
                                changes.add(
                                        new SetConfig(
                                                name,
                                                key,
                                                entry == null
                                                        ? "(none)"
                                                        : String.valueOf(entry.value()),
                                                wanted));
                            }
                        });
            }
            return changes;
        }
    }

    /// Makes every change. A topic that grows gets new partitions, by which keys move: it is done
    /// only when asked for.
    public void apply(Collection<TopicChange> changes) {
        try (Admin admin = kafka.admin("topics")) {
            create(
                    admin,
                    changes.stream()
                            .filter(Create.class::isInstance)
                            .map(Create.class::cast)
                            .toList());
            for (TopicChange change : changes) {
                switch (change) {
                    case Create created -> {
                        // all of them at once, above
                    }
                    case Grow(String name, int from, int to) ->
                            get(
                                    admin.createPartitions(
                                                    Map.of(name, NewPartitions.increaseTo(to)))
                                            .all());
                    case SetConfig(String name, String key, String is, String wanted) ->
                            get(
                                    admin.incrementalAlterConfigs(
                                                    Map.of(
                                                            resource(name),
                                                            List.of(
                                                                    new AlterConfigOp(
                                                                            new ConfigEntry(
                                                                                    key, wanted),
                                                                            AlterConfigOp.OpType
                                                                                    .SET))))
                                            .all());
                }
            }
        }
    }

    /// Creates the declared topics that are absent and leaves the others as they are.
    ///
    /// @throws RefusedException if one is absent and none are to be made, or may be
    public void ensure(Collection<Topic<?>> declared) {
        try (Admin admin = kafka.admin("topics")) {
            Map<String, Wanted> absent = new LinkedHashMap<>();
            declared.stream().map(this::wanted).forEach(topic -> absent.put(topic.name(), topic));
            absent.keySet().removeAll(get(admin.listTopics().names()));
            if (absent.isEmpty()) {
                return;
            }
            if (!config.createTopics()) {
                throw new RefusedException(
                        Refusal.noTopics(absent.keySet(), "kafka.topics.create is false"));
            }
            try {
                create(
                        admin,
                        absent.values().stream()
                                .map(t -> new Create(t.name(), t.partitions(), t.settings()))
                                .toList());
            } catch (TopicAuthorizationException e) {
                throw new RefusedException(
                        Refusal.noTopics(
                                absent.keySet(),
                                "the %s may not make it".formatted(kafka.service())));
            }
        }
    }

    private Wanted wanted(Topic<?> topic) {
        return new Wanted(config.nameOf(topic), config.partitions(), settings(topic));
    }

    private Wanted wanted(InternalTopic topic) {
        return new Wanted(
                topic.nameOn(config),
                topic.partitions().orElse(config.partitions()),
                topic.kind().settings());
    }

    private Map<String, String> settings(Topic<?> topic) {
        Map<String, String> all = new TreeMap<>();
        switch (topic.kept()) {
            case FOREVER -> {
                all.put("cleanup.policy", "delete");
                all.put(
                        "retention.ms",
                        config.retention().map(d -> Long.toString(d.toMillis())).orElse("-1"));
            }
            case COMPACTED -> all.put("cleanup.policy", "compact");
        }
        return all;
    }

    private void create(Admin admin, List<Create> topics) {
        Optional<Short> replication =
                config.replication() == 0
                        ? Optional.empty()
                        : Optional.of((short) config.replication());
        var created =
                admin.createTopics(
                                topics.stream()
                                        .map(topic ->
                                                new NewTopic(
                                                                topic.topic(),
                                                                Optional.of(topic.partitions()),
                                                                replication)
                                                        .configs(topic.settings()))
                                        .toList())
                        .values();
        for (Create topic : topics) {
            try {
                get(requireNonNull(created.get(topic.topic())));
            } catch (TopicExistsException e) {
                // another service was faster
            }
        }
        awaitServed(admin, topics.stream().map(Create::topic).toList());
    }

    /// A topic exists a moment before its partitions are served. What is sent in that moment can be
    /// refused batch by batch, and the broker takes whichever comes first for the beginning: the
    /// producer then never gets the earlier ones in.
    private static void awaitServed(Admin admin, List<String> topics) {
        for (int look = 0; ; look++) {
            try {
                var partitions =
                        get(admin.describeTopics(topics).allTopicNames()).values().stream()
                                .flatMap(TopicAdmin::partitions)
                                .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
                var _ = get(admin.listOffsets(partitions).all());
                return;
            } catch (UnknownTopicOrPartitionException e) {
                if (look == LOOKS) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()));
    }

    private static ConfigResource resource(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }
}
