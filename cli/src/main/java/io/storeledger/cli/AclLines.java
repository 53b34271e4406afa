package io.storeledger.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// ACLs as command lines of Kafka's own tool: one for all resources with which the same is allowed.
final class AclLines {
    private AclLines() {}

    /// What some resources have in common.
    private record Kind(ResourceType type, PatternType pattern, String operations) {}

    /// The command lines.
    ///
    /// @param server the cluster's address
    /// @param principal whom they allow it
    static List<String> of(List<AclBinding> acls, String server, String principal) {
        Map<Kind, List<String>> names = new LinkedHashMap<>();
        operations(acls)
                .forEach((pattern, operations) ->
                        names.computeIfAbsent(
                                        new Kind(
                                                pattern.resourceType(),
                                                pattern.patternType(),
                                                operations.stream()
                                                        .map(o -> " --operation " + word(o))
                                                        .collect(Collectors.joining())),
                                        _ -> new ArrayList<>())
                                .add(pattern.name()));
        return names.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue(), server, principal))
                .toList();
    }

    /// In words for a table: `read, write`, by the resources' names; those of prefixes end in `*`.
    static Map<String, String> words(List<AclBinding> acls) {
        Map<String, String> words = new LinkedHashMap<>();
        operations(acls)
                .forEach((pattern, operations) ->
                        words.put(
                                pattern.name()
                                        + (pattern.patternType() == PatternType.PREFIXED
                                                ? "*"
                                                : ""),
                                operations.stream()
                                        .map(o -> word(o).toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
        return words;
    }

    private static Map<ResourcePattern, SortedSet<AclOperation>> operations(List<AclBinding> acls) {
        Map<ResourcePattern, SortedSet<AclOperation>> all = new LinkedHashMap<>();
        acls.forEach(acl ->
                all.computeIfAbsent(acl.pattern(), _ -> new TreeSet<>())
                        .add(acl.entry().operation()));
        return all;
    }

    private static String line(Kind kind, List<String> names, String server, String principal) {
        String option =
                switch (kind.type()) {
                    case TOPIC -> " --topic ";
                    case GROUP -> " --group ";
                    case TRANSACTIONAL_ID -> " --transactional-id ";
                    case ANY, CLUSTER, DELEGATION_TOKEN, USER, UNKNOWN ->
                            throw new IllegalArgumentException("no service needs a right on it");
                };
        return Stream.of(
                        "kafka-acls.sh --bootstrap-server " + server + " --add",
                        " --allow-principal " + principal,
                        kind.operations(),
                        kind.pattern() == PatternType.PREFIXED
                                ? " --resource-pattern-type prefixed"
                                : "",
                        names.stream()
                                .map(name -> option + (name.equals("*") ? "'*'" : name))
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
    }

    private static String word(AclOperation operation) {
        String name = operation.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
