package io.storeledger.cli;

import io.storeledger.common.json.Json;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.preview.Explained;
import io.storeledger.console.preview.SnapshotKind;
import io.storeledger.console.replay.RefundNames;
import io.storeledger.console.replay.Selection.RefundName;
import io.storeledger.mapping.Explanation;
import io.storeledger.mapping.Origin;
import io.storeledger.mapping.Rules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `storeledger explain`: which rule gave which field its value.
@Command(
        name = "explain",
        description = {
            "Tells for each field of what NetSuite is sent which rule, or which field of the store,"
                    + " gave it its value, and proves the total.",
            "It takes the newest snapshot in the log; it calls nothing and writes nothing."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is explained",
            "1:it is explained why it can't be written",
            "2:wrong use, or the log has no such record"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final int WIDEST_VALUE = 48;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private MappingOptions options = new MappingOptions();

    @Parameters(index = "0", paramLabel = "WHAT", description = "order, refund or customer")
    private String what = "";

    @Parameters(
            index = "1",
            paramLabel = "ID",
            description =
                    "its number in the store; of a refund its own, or its order's and its own such"
                            + " as 1001/7")
    private String number = "";

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "other rules than the configured ones: what stands below rules there")
    private @Nullable Path rules;

    @Option(names = "--json", description = "for programs")
    private boolean json;

    @Override
    public Integer call() {
        SnapshotKind kind = kind();
        RefundName name = name(kind);
        MappingOptions.Connection connection = options.read();
        Rules its = rules == null ? connection.rules() : MappingOptions.rules(rules);
        connection.kafka().requireReachable();
        if (kind == SnapshotKind.REFUND) {
            name = withItsOrder(connection, name);
        }
        Explained explained =
                Explained.find(connection.kafka(), connection.store(), its, kind, name.id())
                        .orElseThrow(() ->
                                LogOptions.wrong(
                                        what + " " + number,
                                        "is not in the log; storeledger backfill brings what the"
                                                + " store has"));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(toJson(explained)));
        } else {
            print(name, explained, out);
        }
        return explained.explanation().obstacles().isEmpty() ? 0 : 1;
    }

    /// What is meant by its number; the order is 0 unless one is said.
    private RefundName name(SnapshotKind kind) {
        if (kind == SnapshotKind.REFUND) {
            return LogOptions.refund("ID", number, id -> new RefundName(0, id));
        }
        if (!number.matches("\\d{1,18}")) {
            throw LogOptions.wrong(
                    "ID", "\"%s\" should be a whole number, such as 1001".formatted(number));
        }
        return new RefundName(0, Long.parseLong(number));
    }

    private static RefundName withItsOrder(MappingOptions.Connection connection, RefundName name) {
        var reader = new LogReader(connection.kafka(), "storeledger-refunds");
        RefundName found = RefundNames.find(reader, connection.store(), name.id());
        if (name.order() != 0 && !found.equals(name)) {
            throw LogOptions.wrong(
                    "refund " + name,
                    "is not in the log; refund %d is %s".formatted(name.id(), found));
        }
        return found;
    }

    private SnapshotKind kind() {
        for (SnapshotKind kind : SnapshotKind.values()) {
            if (kind.word().equals(what.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw LogOptions.wrong(
                "WHAT", "\"%s\" should be order, refund or customer".formatted(what));
    }

    private static void print(RefundName name, Explained explained, PrintWriter out) {
        Explanation explanation = explained.explanation();
        out.printf(
                "%s %s as fetched %s%s%n",
                explained.kind().word(),
                name.order() == 0 ? explained.id() : name,
                explained.version().fetchedAt(),
                explained.imported() ? "" : "; it is not imported");
        if (!explanation.obstacles().isEmpty()) {
            out.println("It can't be written:");
            explanation.obstacles().forEach(reason -> out.println("  " + reason));
            return;
        }
        out.println();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("FIELD", "VALUE", "FROM"));
        for (Origin origin : explanation.origins()) {
            rows.add(List.of(origin.field(), cut(origin.value()), from(origin)));
        }
        int field = width(rows, 0);
        int value = width(rows, 1);
        for (List<String> row : rows) {
            out.println(
                    ("%-" + field + "s  %-" + value + "s  %s")
                            .formatted(row.get(0), row.get(1), row.get(2))
                            .stripTrailing());
        }
        out.println();
        explanation
                .proof()
                .ifPresent(proof -> {
                    proof.notes().forEach(out::println);
                    out.println("Proved: " + proof + ".");
                });
        if (!explained.lookedUp().isEmpty()) {
            out.println(
                    "The log does not know the items of these SKUs; the writer looks them up in"
                            + " NetSuite: "
                            + String.join(", ", explained.lookedUp())
                            + ".");
        }
    }

    private static String from(Origin origin) {
        List<String> parts = new ArrayList<>();
        if (!origin.rules().isEmpty()) {
            parts.add("rules." + String.join(", rules.", origin.rules()));
        }
        if (!origin.sources().isEmpty()) {
            parts.add(String.join(", ", origin.sources()));
        }
        if (!origin.note().isEmpty()) {
            parts.add("(" + origin.note() + ")");
        }
        return String.join("  ", parts);
    }

    private static String cut(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= WIDEST_VALUE ? line : line.substring(0, WIDEST_VALUE - 1) + "…";
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
    }

    private static ObjectNode toJson(Explained explained) {
        Explanation explanation = explained.explanation();
        ObjectNode all =
                Json.object()
                        .put("kind", explained.kind().word())
                        .put("id", explained.id())
                        .put("fetchedAt", explained.version().fetchedAt().toString())
                        .put("imported", explained.imported());
        ArrayNode fields = all.putArray("fields");
        explanation.origins().forEach(origin -> fields.add(Json.toTree(origin)));
        ArrayNode obstacles = all.putArray("obstacles");
        explanation.obstacles().forEach(obstacles::add);
        explanation.proof().ifPresent(proof -> all.put("proof", proof.toString()));
        ArrayNode lookedUp = all.putArray("lookedUp");
        explained.lookedUp().forEach(lookedUp::add);
        return all;
    }
}
