package io.storeledger.common.kafka;

import static io.storeledger.common.kafka.InternalTopic.changelog;
import static io.storeledger.common.kafka.InternalTopic.repartition;

import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// What a service needs of Kafka: the least, so that a cluster may refuse it everything else.
/// Declared here once; the command that prints ACLs, the documentation and the tests follow it.
///
/// Groups and applications are written without the configured prefix.
///
/// @param service its name, as in metrics and log lines
/// @param reads topics that it reads
/// @param writes topics that it writes
/// @param groups consumer groups that it joins; those that end in a dot have a connection's or a
///   task's name after it
/// @param internal the topics of its Kafka Streams applications
/// @param transactions applications whose ids its transactional ids begin with
/// @param together topics of which the same partitions must come together, and so be as many
/// @param watches whether it looks how far all groups are
public record KafkaAccess(
        String service,
        List<Topic<?>> reads,
        List<Topic<?>> writes,
        List<String> groups,
        List<InternalTopic> internal,
        List<String> transactions,
        List<Topic<?>> together,
        boolean watches) {

    /// As many as the console's hops have; see its topology.
    private static final int CONSOLE_HOPS = 6;

    /// Of the ingress.
    public static final KafkaAccess INGRESS =
            new KafkaAccess(
                    "ingress",
                    // how long the store was not heard
                    List.of(Topics.WEBHOOKS),
                    List.of(Topics.WEBHOOKS, Topics.WEBHOOKS.deadLetters(), Topics.GAPS),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    false);

    /// Of the enricher.
    public static final KafkaAccess ENRICHER =
            new KafkaAccess(
                    "enricher",
                    List.of(
                            Topics.WEBHOOKS,
                            Topics.GAPS,
                            Topics.SIGHTINGS,
                            Topics.SWEEPS,
                            Topics.ORDERS,
                            Topics.CUSTOMERS,
                            Topics.REFUNDS),
                    List.of(
                            Topics.WEBHOOKS,
                            Topics.WEBHOOKS.deadLetters(),
                            Topics.SIGHTINGS,
                            Topics.SWEEPS,
                            Topics.ORDERS,
                            Topics.CUSTOMERS,
                            Topics.REFUNDS,
                            Topics.ATTEMPTS),
                    List.of("enricher.", "sweeps.", "untold"),
                    List.of(changelog("untold", "known")),
                    List.of(),
                    List.of(
                            Topics.WEBHOOKS,
                            Topics.SIGHTINGS,
                            Topics.ORDERS,
                            Topics.CUSTOMERS,
                            Topics.REFUNDS),
                    false);

    /// Of the NetSuite writer.
    public static final KafkaAccess NETSUITE_WRITER =
            new KafkaAccess(
                    "netsuite-writer",
                    List.of(Topics.ORDERS, Topics.CUSTOMERS, Topics.REFUNDS, Topics.RECORDS),
                    List.of(
                            Topics.ORDERS.deadLetters(),
                            Topics.CUSTOMERS.deadLetters(),
                            Topics.REFUNDS.deadLetters(),
                            Topics.OUTCOMES,
                            Topics.RECORDS,
                            Topics.ATTEMPTS),
                    List.of("writer."),
                    List.of(),
                    List.of(),
                    List.of(Topics.ORDERS, Topics.CUSTOMERS, Topics.REFUNDS),
                    false);

    /// Of the catalogue's publisher.
    public static final KafkaAccess CATALOG_PUBLISHER =
            new KafkaAccess(
                    "catalog-publisher",
                    List.of(
                            Topics.ORDERS,
                            Topics.OUTCOMES,
                            Topics.ITEMS,
                            Topics.STOCK,
                            Topics.READINGS,
                            Topics.CATALOG_CHANGES,
                            Topics.CATALOG_OUTCOMES,
                            // in which times orders were not heard of
                            Topics.SWEEPS),
                    List.of(
                            Topics.ITEMS,
                            Topics.STOCK,
                            Topics.READINGS,
                            Topics.CATALOG_CHANGES,
                            Topics.CATALOG_CHANGES.deadLetters(),
                            Topics.CATALOG_OUTCOMES,
                            Topics.ATTEMPTS),
                    List.of("catalog", "catalog."),
                    List.of(
                            changelog("catalog", "orders"),
                            changelog("catalog", "skus"),
                            repartition("catalog", "order-lines")),
                    List.of("catalog"),
                    List.of(
                            Topics.ORDERS,
                            Topics.OUTCOMES,
                            Topics.ITEMS,
                            Topics.STOCK,
                            Topics.CATALOG_OUTCOMES),
                    false);

    /// Of the console.
    public static final KafkaAccess CONSOLE =
            new KafkaAccess(
                    "console",
                    Topics.ALL,
                    List.of(
                            Topics.WEBHOOKS,
                            Topics.ORDERS,
                            Topics.CUSTOMERS,
                            Topics.REFUNDS,
                            Topics.CATALOG_CHANGES,
                            Topics.ACTS,
                            Topics.REPLAYS,
                            Topics.FINDINGS,
                            Topics.RECONCILIATIONS),
                    List.of("console-timelines", "console."),
                    List.of(
                            changelog("console-timelines", "timelines").of(CONSOLE_HOPS),
                            changelog("console-timelines", "recent").of(CONSOLE_HOPS),
                            changelog("console-timelines", "terms").of(CONSOLE_HOPS),
                            repartition("console-timelines", "steps").of(CONSOLE_HOPS),
                            repartition("console-timelines", "terms").of(CONSOLE_HOPS)),
                    List.of(),
                    List.of(),
                    true);

    /// The commands that work beside running services: replay, dead letters, backfill, reconcile.
    public static final KafkaAccess CLI =
            new KafkaAccess(
                    "cli",
                    Topics.ALL,
                    Stream.concat(
                                    CONSOLE.writes().stream(),
                                    Stream.of(Topics.SIGHTINGS, Topics.SWEEPS))
                            .toList(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    false);

    /// All of them.
    public static final List<KafkaAccess> ALL =
            List.of(INGRESS, ENRICHER, NETSUITE_WRITER, CATALOG_PUBLISHER, CONSOLE, CLI);

    /// All topics that belong together with others: which ones do overlaps, so that all of them
    /// have the same number of partitions.
    static Set<Topic<?>> allTogether() {
        return ALL.stream()
                .flatMap(access -> access.together().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The topics that must be there before it starts, in the declared order.
    public List<Topic<?>> topics() {
        Set<Topic<?>> mine = Set.copyOf(Stream.concat(reads.stream(), writes.stream()).toList());
        return Topics.ALL.stream().filter(mine::contains).toList();
    }

    /// What it must be allowed to do with a topic; describing it is part of either.
    List<AclOperation> operations(Topic<?> topic) {
        List<AclOperation> all = new ArrayList<>();
        if (reads.contains(topic)) {
            all.add(AclOperation.READ);
        }
        if (writes.contains(topic)) {
            all.add(AclOperation.WRITE);
        }
        return all;
    }

    /// The ACLs that it needs, and none more. Where topics are made by the services
    /// (`kafka.topics.create`), with the right to make its own.
    ///
    /// @param principal such as `User:storeledger-enricher`
    public List<AclBinding> acls(KafkaConfig config, String principal) {
        var acls = new Acls(principal);
        for (Topic<?> topic : topics()) {
            String name = config.nameOf(topic);
            operations(topic).forEach(may -> acls.on(ResourceType.TOPIC, name, may));
            if (config.createTopics()) {
                acls.on(ResourceType.TOPIC, name, AclOperation.CREATE);
            }
        }
        for (InternalTopic topic : internal) {
            String name = topic.nameOn(config);
            acls.on(ResourceType.TOPIC, name, AclOperation.READ);
            acls.on(ResourceType.TOPIC, name, AclOperation.WRITE);
            if (topic.kind() == InternalTopic.Kind.REPARTITION) {
                // what was read is deleted
                acls.on(ResourceType.TOPIC, name, AclOperation.DELETE);
            }
            if (config.createTopics()) {
                acls.on(ResourceType.TOPIC, name, AclOperation.CREATE);
            }
        }
        for (String group : groups) {
            acls.on(
                    ResourceType.GROUP,
                    config.groupPrefix() + group,
                    group.endsWith("."),
                    AclOperation.READ);
        }
        for (String application : transactions) {
            acls.on(
                    ResourceType.TRANSACTIONAL_ID,
                    config.groupPrefix() + application + "-",
                    true,
                    AclOperation.WRITE);
        }
        if (watches) {
            acls.on(
                    ResourceType.GROUP,
                    config.groupPrefix().isEmpty() ? "*" : config.groupPrefix(),
                    !config.groupPrefix().isEmpty(),
                    AclOperation.DESCRIBE);
        }
        return List.copyOf(acls.all);
    }

    /// Collects them.
    private static final class Acls {
        private final String principal;
        private final List<AclBinding> all = new ArrayList<>();

        Acls(String principal) {
            this.principal = principal;
        }

        void on(ResourceType type, String name, AclOperation may) {
            on(type, name, false, may);
        }

        void on(ResourceType type, String name, boolean prefix, AclOperation may) {
            all.add(
                    new AclBinding(
                            new ResourcePattern(
                                    type,
                                    name,
                                    prefix ? PatternType.PREFIXED : PatternType.LITERAL),
                            new AccessControlEntry(principal, "*", may, AclPermissionType.ALLOW)));
        }
    }
}
