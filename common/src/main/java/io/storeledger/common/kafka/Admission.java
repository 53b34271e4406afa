package io.storeledger.common.kafka;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Whether the cluster has what a service needs, and lets the service use it. What is missing is
/// said in sentences, all of it at once.
public final class Admission {
    private static final int ANSWER_MILLIS = 10_000;

    private final KafkaClients kafka;
    private final KafkaConfig config;
    private final KafkaAccess access;

    /// @param access what the service needs
    public Admission(KafkaClients kafka, KafkaAccess access) {
        this.kafka = kafka;
        this.config = kafka.config();
        this.access = access;
    }

    /// Returns once the service can do its work; topics that are missing are made, if they are to
    /// be.
    ///
    /// @throws RefusedException naming all that is missing
    /// @throws KafkaException if the cluster does not answer
    public void require() {
        Optional<String> refused = config.createTopics() ? made().or(this::refusal) : refusal();
        refused.ifPresent(sentences -> {
            throw new RefusedException(sentences);
        });
    }

    /// What is missing now, in sentences; empty if nothing is. Nothing is made.
    ///
    /// @throws KafkaException if the cluster does not answer
    public Optional<String> refusal() {
        return refusal(ANSWER_MILLIS);
    }

    /// As [#refusal()].
    ///
    /// @param withinMillis how long the cluster may take for each answer
    public Optional<String> refusal(int withinMillis) {
        try (Admin admin = kafka.admin("admission")) {
            var found = new Found();
            topics(admin, withinMillis, found);
            groups(admin, withinMillis, found);
            transactions(admin, withinMillis, found);
            List<String> sentences = found.sentences();
            return sentences.isEmpty()
                    ? Optional.empty()
                    : Optional.of(String.join(" ", sentences));
        }
    }

    /// Makes missing topics; a sentence if that is not allowed.
    private Optional<String> made() {
        try {
            new TopicAdmin(kafka).ensure(access.topics());
            return Optional.empty();
        } catch (RefusedException e) {
            // it may not make them, or may not even see them: that is found out next
            return refusal().or(() -> Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /// What was found wanting.
    private final class Found {
        private final Map<String, Set<String>> refused = new LinkedHashMap<>();
        private final Set<String> missing = new TreeSet<>();
        private final Map<String, Integer> together = new TreeMap<>();
        private final List<String> others = new ArrayList<>();

        void refused(String what, String name) {
            refused.computeIfAbsent(what, _ -> new TreeSet<>()).add(name);
        }

        List<String> sentences() {
            List<String> all = new ArrayList<>();
            if (!refused.isEmpty()) {
                all.add(
                        "Kafka does not let the %s %s. %s"
                                .formatted(
                                        access.service(),
                                        refused.entrySet().stream()
                                                .map(e ->
                                                        e.getKey()
                                                                + " "
                                                                + Refusal.quoted(e.getValue()))
                                                .collect(Collectors.joining("; ")),
                                        Refusal.grant(access.service())));
            }
            if (!missing.isEmpty()) {
                all.add(
                        Refusal.noTopics(
                                missing,
                                config.createTopics()
                                        ? "the " + access.service() + " may not make it"
                                        : "kafka.topics.create is false"));
            }
            if (Set.copyOf(together.values()).size() > 1) {
                all.add(
                        "These topics belong together and need the same number of partitions: %s."
                                        .formatted(
                                                together.entrySet().stream()
                                                        .map(e ->
                                                                e.getKey() + " has " + e.getValue())
                                                        .collect(Collectors.joining(", ")))
                                + " Make the smaller ones as large as the largest, while nothing is"
                                + " in flight: set kafka.topics.partitions, and run storeledger"
                                + " topics apply --grow.");
            }
            all.addAll(others);
            return all;
        }
    }

    private void topics(Admin admin, int millis, Found found) {
        Map<String, List<AclOperation>> needed = new LinkedHashMap<>();
        access.topics()
                .forEach(topic -> needed.put(config.nameOf(topic), access.operations(topic)));
        Set<String> internal = new HashSet<>();
        access.internal()
                .forEach(topic -> {
                    internal.add(topic.nameOn(config));
                    needed.put(
                            topic.nameOn(config), List.of(AclOperation.READ, AclOperation.WRITE));
                });
        Set<String> together =
                access.together().stream().map(config::nameOf).collect(Collectors.toSet());
        Map<String, Integer> sizes = new TreeMap<>();
        var described =
                admin.describeTopics(
                                needed.keySet(),
                                new DescribeTopicsOptions()
                                        .includeAuthorizedOperations(true)
                                        .timeoutMs(millis))
                        .topicNameValues();
        described.forEach((name, answer) -> {
            List<AclOperation> wanted = needed.getOrDefault(name, List.of());
            try {
                TopicDescription topic = get(answer);
                sizes.put(name, topic.partitions().size());
                Set<AclOperation> allowed = topic.authorizedOperations();
                wanted.stream()
                        .filter(operation -> allowed != null && !allowed.contains(operation))
                        .forEach(operation -> found.refused(word(operation), name));
            } catch (UnknownTopicOrPartitionException e) {
                // Kafka Streams makes its own, where topics are made
                if (!config.createTopics() || !internal.contains(name)) {
                    found.missing.add(name);
                }
            } catch (AuthorizationException e) {
                wanted.forEach(operation -> found.refused(word(operation), name));
            }
        });
        sizes.forEach((name, size) -> {
            if (together.contains(name)) {
                found.together.put(name, size);
            }
        });
        int joint = found.together.values().stream().max(Integer::compare).orElse(0);
        for (InternalTopic topic : access.internal()) {
            int wanted = topic.partitions().orElse(joint);
            Integer size = sizes.get(topic.nameOn(config));
            if (size != null && size != wanted) {
                found.others.add(misfit(topic, size, wanted));
            }
        }
    }

    /// More partitions leave what is kept where it is; fewer are not possible.
    private String misfit(InternalTopic topic, int size, int wanted) {
        String way =
                size < wanted
                        ? "run storeledger topics apply --grow"
                        : "delete that topic%s and the folder streams/%s in each one's data folder%s"
                                .formatted(
                                        // keys that stayed where they were can be read anew
                                        access.together().isEmpty()
                                                ? ", the group " + topic.applicationOn(config)
                                                : "",
                                        topic.applicationOn(config),
                                        config.createTopics()
                                                ? ""
                                                : ", run storeledger topics apply");
        return "The topic %s, which Kafka Streams keeps for the %s, has %d partitions and needs %d."
                        .formatted(topic.nameOn(config), access.service(), size, wanted)
                + " Stop every %s, %s, and start it again; docs/kafka.md, \"More partitions\", says"
                        .formatted(access.service(), way)
                + " what is built anew.";
    }

    /// Only whether it sees them: what a group is called exactly is known once it is joined.
    private void groups(Admin admin, int millis, Found found) {
        Map<String, String> asked = new LinkedHashMap<>();
        access.groups()
                .forEach(group ->
                        asked.put(
                                config.groupPrefix() + group + (group.endsWith(".") ? "?" : ""),
                                config.groupPrefix() + group + (group.endsWith(".") ? "*" : "")));
        if (asked.isEmpty()) {
            return;
        }
        admin.describeConsumerGroups(
                        asked.keySet(), new DescribeConsumerGroupsOptions().timeoutMs(millis))
                .describedGroups()
                .forEach((group, answer) -> {
                    if (isRefused(answer)) {
                        found.refused("join the group", asked.getOrDefault(group, group));
                    }
                });
    }

    private void transactions(Admin admin, int millis, Found found) {
        for (String application : access.transactions()) {
            String prefix = config.groupPrefix() + application + "-";
            var answer =
                    admin.describeTransactions(
                                    List.of(prefix + "?"),
                                    new DescribeTransactionsOptions().timeoutMs(millis))
                            .description(prefix + "?");
            if (isRefused(answer)) {
                found.refused("write with the transactional id", prefix + "*");
            }
        }
    }

    private static boolean isRefused(KafkaFuture<?> answer) {
        try {
            var _ = get(answer);
            return false;
        } catch (AuthorizationException e) {
            return true;
        } catch (org.apache.kafka.common.errors.GroupIdNotFoundException
                | org.apache.kafka.common.errors.TransactionalIdNotFoundException e) {
            return false;
        }
    }

    private static String word(AclOperation operation) {
        return operation.name().toLowerCase(Locale.ROOT) + " the topic";
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
