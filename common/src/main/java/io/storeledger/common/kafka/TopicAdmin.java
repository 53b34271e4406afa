package io.storeledger.common.kafka;

import static java.util.Objects.requireNonNull;

import io.storeledger.common.kafka.TopicChange.Create;
import io.storeledger.common.kafka.TopicChange.Grow;
import io.storeledger.common.kafka.TopicChange.SetConfig;
import io.storeledger.common.kafka.TopicChange.Shrink;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topic.Kept;
import io.storeledger.common.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    ///
    /// @param grows whether it may get more partitions: of a topic that is read as a whole, the
    ///   newest record of each key counts, and there would be two of a key that moves
    /// @param shrinks whether too many partitions are as wrong as too few
    private record Wanted(
            String name,
            int partitions,
            Map<String, String> settings,
            boolean grows,
            boolean shrinks) {}

    /// What would have to change of all topics, those that Kafka Streams keeps for itself among
    /// them; nothing is changed. Where the services make topics, Kafka Streams makes its own: of
    /// these, only the number of partitions counts then.
    ///
    /// @param grow whether topics get as many partitions as are configured; else those that are
    ///   there stay as large as they are, and new ones that belong together with them become so
    /// @throws KafkaException if the cluster refuses to say
    public List<TopicChange> difference(boolean grow) {
        try (Admin admin = kafka.admin("topics")) {
            Map<String, TopicDescription> there = there(admin);
            List<Wanted> all = new ArrayList<>();
            Topics.ALL.forEach(topic -> all.add(wanted(topic, grow, there)));
            KafkaAccess.ALL.stream()
                    .flatMap(access -> access.internal().stream())
                    .map(topic -> wanted(topic, grow, there))
                    .filter(topic -> !config.createTopics() || there.containsKey(topic.name()))
                    .forEach(all::add);
            return compare(admin, all, there, grow);
        }
    }

    /// Those of ours that are there, by name.
    private Map<String, TopicDescription> there(Admin admin) {
        var existing = get(admin.listTopics().names());
        Stream<String> ours =
                Stream.concat(
                        Topics.ALL.stream().map(config::nameOf),
                        KafkaAccess.ALL.stream()
                                .flatMap(access -> access.internal().stream())
                                .map(topic -> topic.nameOn(config)));
        return get(admin.describeTopics(ours.filter(existing::contains).toList()).allTopicNames());
    }

    private static List<TopicChange> compare(
            Admin admin, List<Wanted> all, Map<String, TopicDescription> described, boolean grow) {
        Map<ConfigResource, Config> configs =
                get(
                        admin.describeConfigs(
                                        all.stream()
                                                .map(Wanted::name)
                                                .filter(described::containsKey)
                                                .map(TopicAdmin::resource)
                                                .toList())
                                .all());
        List<TopicChange> changes = new ArrayList<>();
        for (Wanted topic : all) {
            String name = topic.name();
            TopicDescription there = described.get(name);
            if (there == null) {
                changes.add(new Create(name, topic.partitions(), topic.settings()));
                continue;
            }
            int size = there.partitions().size();
            if (grow && topic.grows() && size < topic.partitions()) {
                changes.add(new Grow(name, size, topic.partitions()));
            }
            if (topic.shrinks() && size > topic.partitions()) {
                changes.add(new Shrink(name, size, topic.partitions()));
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

    /// Makes every change but those that delete something. A topic that grows gets new partitions,
    /// by which keys move.
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
                    case Grow _ -> {
                        // all of them at once, below
                    }
                    case Shrink _ -> {
                        // by hand
                    }
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
            grow(
                    admin,
                    changes.stream()
                            .filter(Grow.class::isInstance)
                            .map(Grow.class::cast)
                            .collect(Collectors.toMap(Grow::topic, Grow::to)));
        }
    }

    private static void grow(Admin admin, Map<String, Integer> topics) {
        Map<String, NewPartitions> wanted = new LinkedHashMap<>();
        topics.forEach((topic, size) -> wanted.put(topic, NewPartitions.increaseTo(size)));
        get(admin.createPartitions(wanted).all());
        awaitServed(admin, topics);
    }

    /// Creates the declared topics that are absent and leaves the others as they are.
    ///
    /// @throws RefusedException if one is absent and none are to be made, or may be
    public void ensure(Collection<Topic<?>> declared) {
        try (Admin admin = kafka.admin("topics")) {
            Map<String, Wanted> absent = new LinkedHashMap<>();
            Map<String, TopicDescription> there = there(admin);
            declared.stream()
                    .map(topic -> wanted(topic, false, there))
                    .forEach(topic -> absent.put(topic.name(), topic));
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

    private Wanted wanted(Topic<?> topic, boolean grow, Map<String, TopicDescription> there) {
        boolean together = KafkaAccess.allTogether().contains(topic);
        return new Wanted(
                config.nameOf(topic),
                together && !grow ? joint(there) : config.partitions(),
                settings(topic),
                together || topic.kept() != Kept.COMPACTED,
                false);
    }

    private Wanted wanted(InternalTopic topic, boolean grow, Map<String, TopicDescription> there) {
        int joint = joint(there);
        return new Wanted(
                topic.nameOn(config),
                topic.partitions().orElse(grow ? Math.max(joint, config.partitions()) : joint),
                config.createTopics() ? Map.of() : topic.kind().settings(),
                true,
                true);
    }

    /// How many partitions those have that belong together; as configured while there are none.
    private int joint(Map<String, TopicDescription> there) {
        return KafkaAccess.allTogether().stream()
                .map(config::nameOf)
                .map(there::get)
                .filter(Objects::nonNull)
                .mapToInt(topic -> topic.partitions().size())
                .max()
                .orElse(config.partitions());
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
        // one that somebody else made may have fewer
        awaitServed(admin, topics.stream().collect(Collectors.toMap(Create::topic, _ -> 1)));
    }

    /// A topic exists a moment before its partitions are served. What is sent in that moment can be
    /// refused batch by batch, and the broker takes whichever comes first for the beginning: the
    /// producer then never gets the earlier ones in.
    ///
    /// @param topics how many partitions each of them is to have at least
    private static void awaitServed(Admin admin, Map<String, Integer> topics) {
        for (int look = 0; ; look++) {
            try {
                var described = get(admin.describeTopics(topics.keySet()).allTopicNames());
                var partitions =
                        described.values().stream()
                                .flatMap(TopicAdmin::partitions)
                                .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
                var _ = get(admin.listOffsets(partitions).all());
                if (look == LOOKS || haveGrown(described.values(), topics)) {
                    return;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            } catch (UnknownTopicOrPartitionException e) {
                if (look == LOOKS) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private static boolean haveGrown(
            Collection<TopicDescription> described, Map<String, Integer> topics) {
        return described.stream()
                .allMatch(
                        topic -> topic.partitions().size() >= topics.getOrDefault(topic.name(), 0));
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
