package io.storeledger.cli;

import io.storeledger.common.json.Json;
import io.storeledger.console.preview.Difference;
import io.storeledger.console.preview.MappingChange;
import io.storeledger.console.preview.MappingChange.What;
import io.storeledger.console.preview.SnapshotKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What new rules would change, counted and grouped by field.
final class MappingReport {
    private static final int EXAMPLES = 3;

    private final Map<SnapshotKind, Map<What, Integer>> counts = new EnumMap<>(SnapshotKind.class);
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final List<MappingChange> kept = new ArrayList<>();

    /// Records that differ in one field, or are rejected for one reason.
    private static final class Group {
        private int records;
        private final List<String> examples = new ArrayList<>();

        void add(@Nullable String example) {
            records++;
            if (example != null && examples.size() < EXAMPLES) {
                examples.add(example);
            }
        }
    }

    void add(MappingChange change, boolean keep) {
        counts.computeIfAbsent(change.kind(), kind -> new EnumMap<>(What.class))
                .merge(change.what(), 1, Integer::sum);
        if (keep && isChange(change.what())) {
            kept.add(change);
        }
        switch (change.what()) {
            case DIFFERENT -> {
                Set<String> fields = new HashSet<>();
                for (Difference difference : change.differences()) {
                    String field = difference.field().replaceAll("\\[\\d+]", "[]");
                    if (fields.add(field)) {
                        group(change, field)
                                .add(
                                        "%d: %s -> %s"
                                                .formatted(
                                                        change.id(),
                                                        value(difference.before()),
                                                        value(difference.after())));
                    }
                }
            }
            case NOW_REJECTED, NOW_ACCEPTED ->
                    group(change, change.what().words())
                            .add("%d: %s".formatted(change.id(), change.reason()));
            case SAME, STILL_REJECTED, NOT_IMPORTED -> {}
        }
    }

    boolean differs() {
        return !groups.isEmpty();
    }

    /// A record that would differ, with its fields; empty if it would not.
    static Optional<String> line(MappingChange change) {
        if (!isChange(change.what())) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        text.append(change.kind().word()).append(' ').append(change.id());
        text.append(": ").append(change.what().words());
        if (!change.reason().isEmpty()) {
            text.append(": ").append(change.reason());
        }
        for (Difference difference : change.differences()) {
            text.append(
                    "\n  %s: %s -> %s"
                            .formatted(
                                    difference.field(),
                                    value(difference.before()),
                                    value(difference.after())));
        }
        return Optional.of(text.toString());
    }

    String text() {
        var text = new StringBuilder();
        if (counts.isEmpty()) {
            text.append("The log has nothing of that period.");
        }
        counts.forEach((kind, by) -> {
            text.append(text.isEmpty() ? "" : "\n");
            text.append(
                    "%ss: %s"
                            .formatted(
                                    kind.word(),
                                    String.join(
                                            ", ",
                                            by.entrySet().stream()
                                                    .map(entry ->
                                                            "%,d %s"
                                                                    .formatted(
                                                                            entry.getValue(),
                                                                            entry.getKey().words()))
                                                    .toList())));
        });
        sorted().forEach((field, group) -> {
            text.append("\n\n%s: %,d".formatted(field, group.records));
            group.examples.forEach(example -> text.append("\n  ").append(example));
        });
        return text.toString();
    }

    String json() {
        ObjectNode all = Json.object();
        ObjectNode counted = all.putObject("counts");
        counts.forEach((kind, by) -> {
            ObjectNode of = counted.putObject(kind.word());
            by.forEach((what, count) -> of.put(what.name(), count));
        });
        ArrayNode grouped = all.putArray("groups");
        sorted().forEach((field, group) -> {
            ObjectNode one = grouped.addObject().put("field", field).put("records", group.records);
            ArrayNode examples = one.putArray("examples");
            group.examples.forEach(examples::add);
        });
        if (!kept.isEmpty()) {
            ArrayNode records = all.putArray("records");
            kept.forEach(change -> records.add(Json.toTree(change)));
        }
        return Json.text(all);
    }

    private Group group(MappingChange change, String field) {
        return groups.computeIfAbsent(change.kind().word() + " " + field, name -> new Group());
    }

    private Map<String, Group> sorted() {
        Map<String, Group> sorted = new LinkedHashMap<>();
        groups.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().records))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private static boolean isChange(What what) {
        return switch (what) {
            case DIFFERENT, NOW_REJECTED, NOW_ACCEPTED -> true;
            case SAME, STILL_REJECTED, NOT_IMPORTED -> false;
        };
    }

    private static String value(@Nullable String value) {
        return value == null ? "(nothing)" : value;
    }
}
