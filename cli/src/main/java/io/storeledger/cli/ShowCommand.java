package io.storeledger.cli;

import static io.storeledger.cli.timeline.ConsoleApi.encoded;

import io.storeledger.cli.timeline.ConsoleAddress;
import io.storeledger.cli.timeline.ConsoleApi;
import io.storeledger.cli.timeline.StepView;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.json.Json;
import io.storeledger.console.replay.Selection.RefundName;
import io.storeledger.console.timeline.step.Step;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `storeledger show`: the timeline of a record.
@Command(
        name = "show",
        description = {
            "Prints what happened to a record, step by step, each with its place in the log:",
            "  storeledger show order 1001      also: customer 77, sku RED-S, refund 1001/31",
            "  storeledger show 1001            whatever has this number, e-mail address, SKU or"
                    + " NetSuite id",
            "It asks a running console. Times are in UTC."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is shown",
            "2:wrong use, no console answers, or the log has nothing of it"
        })
final class ShowCommand implements Callable<Integer> {
    private static final String REFUND = "refund";
    private static final Set<String> RECORDS =
            Set.of(RecordKey.ORDER, RecordKey.CUSTOMER, RecordKey.SKU);

    @Parameters(
            paramLabel = "[WHAT] ID",
            arity = "1..2",
            description =
                    "order, customer, sku or refund, and its id: of a refund its own, or its"
                            + " order's and its own such as 1001/7; or only what to look for")
    private List<String> words = List.of();

    @Option(
            names = "--store",
            paramLabel = "HASH",
            description = "of which store; needed if several have the record")
    private @Nullable String store;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "the newest N steps (default: ${DEFAULT-VALUE})")
    private int limit = 500;

    @Option(names = "--json", description = "the console's answer as it is, for programs")
    private boolean json;

    @Mixin private final ConsoleAddress address = new ConsoleAddress();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw LogOptions.wrong("--limit", limit + " should be a number from 1");
        }
        try (var console = new ConsoleApi(address.uri())) {
            if (words.size() == 1) {
                search(console, words.getFirst());
            } else {
                show(console, words.getFirst().toLowerCase(Locale.ROOT), words.getLast());
            }
        }
        return 0;
    }

    private void search(ConsoleApi console, String text) {
        JsonNode answer = console.get("search?q=" + encoded(text));
        List<JsonNode> hits = hits(answer);
        if (hits.isEmpty()) {
            throw nothing(text, answer);
        }
        if (hits.size() == 1) {
            timeline(console, RecordKey.parse(hits.getFirst().path("key").asString("")));
        } else if (json) {
            out().println(Json.text(answer));
        } else {
            list(hits);
        }
    }

    private void show(ConsoleApi console, String what, String id) {
        if (!RECORDS.contains(what) && !what.equals(REFUND)) {
            throw new ConfigException(
                    "the command line",
                    List.of(
                            "\"%s\" should be order, customer, sku or refund; what has blanks needs"
                                            .formatted(what)
                                    + " quotes"));
        }
        if (store != null && !what.equals(REFUND)) {
            timeline(console, new RecordKey(store, what, id));
            return;
        }
        Optional<RefundName> refund = what.equals(REFUND) ? RefundName.parse(id) : Optional.empty();
        String sought = refund.map(name -> Long.toString(name.id())).orElse(id);
        JsonNode answer = console.get("search?limit=200&q=" + encoded(sought));
        List<RecordKey> keys =
                hits(answer).stream()
                        .filter(hit -> isMeant(hit, what, id))
                        .filter(hit -> refund.map(name -> isOf(name.order(), hit)).orElse(true))
                        .map(hit -> RecordKey.parse(hit.path("key").asString("")))
                        .toList();
        switch (keys.size()) {
            case 0 -> throw nothing(what + " " + id, answer);
            case 1 -> timeline(console, keys.getFirst());
            default ->
                    throw new ConfigException(
                            "the command line",
                            List.of(
                                    what.equals(REFUND) && isOfOneStore(keys)
                                            ? severalRefunds(id, keys)
                                            : "Several stores have %s %s; name one of them with --store: %s"
                                                    .formatted(
                                                            what,
                                                            id,
                                                            keys.stream()
                                                                    .map(RecordKey::store)
                                                                    .sorted()
                                                                    .collect(
                                                                            Collectors.joining(
                                                                                    ", ")))));
        }
    }

    /// A refund lies under its order's key.
    private static boolean isOf(long order, JsonNode hit) {
        RecordKey key = RecordKey.parse(hit.path("key").asString(""));
        return key.resource().equals(RecordKey.ORDER) && key.id().equals(Long.toString(order));
    }

    private static boolean isOfOneStore(List<RecordKey> keys) {
        return keys.stream().map(RecordKey::store).distinct().count() == 1;
    }

    private static String severalRefunds(String id, List<RecordKey> keys) {
        return "Several orders have a refund %s; name it with its order: %s"
                .formatted(
                        id,
                        keys.stream()
                                .map(key -> key.id() + "/" + id)
                                .collect(Collectors.joining(", ")));
    }

    private static boolean isMeant(JsonNode hit, String what, String id) {
        if (what.equals(REFUND)) {
            return hit.path("matched").asString("").contains(REFUND);
        }
        RecordKey key = RecordKey.parse(hit.path("key").asString(""));
        return key.resource().equals(what) && key.id().equalsIgnoreCase(id);
    }

    private List<JsonNode> hits(JsonNode answer) {
        List<JsonNode> hits = new ArrayList<>();
        for (JsonNode hit : answer.path("hits")) {
            if (store == null || RecordKey.isOf(store, hit.path("key").asString(""))) {
                hits.add(hit);
            }
        }
        return hits;
    }

    private void timeline(ConsoleApi console, RecordKey key) {
        JsonNode answer =
                console.get(
                        "records/%s/%s/%s?limit=%d"
                                .formatted(
                                        encoded(key.store()),
                                        encoded(key.resource()),
                                        // a SKU may have slashes, which must stay
                                        encoded(key.id()).replace("%2F", "/"),
                                        limit));
        if (json) {
            out().println(Json.text(answer));
            return;
        }
        PrintWriter out = out();
        StepView view = view();
        String state = answer.path("state").asString("");
        out.println(
                view.strong(answer.path("key").asString(key.toString()))
                        + (state.isEmpty() ? "" : "  " + state));
        behind(answer, view, out);
        if (answer.path("more").asBoolean(false)) {
            out.println(view.dim("older steps are left out; --limit shows more"));
        }
        for (JsonNode step : answer.path("steps")) {
            out.println();
            view.lines(Json.read(Json.bytes(step), Step.class)).forEach(out::println);
        }
        out.flush();
    }

    private void list(List<JsonNode> hits) {
        PrintWriter out = out();
        int widest =
                hits.stream()
                        .mapToInt(hit -> hit.path("key").asString("").length())
                        .max()
                        .orElse(0);
        for (JsonNode hit : hits) {
            out.println(
                    "%s  %s  %-9s  %s"
                            .formatted(
                                    hit.path("at").asString(""),
                                    padded(hit.path("key").asString(""), widest),
                                    hit.path("state").asString(""),
                                    hit.path("matched").asString("")));
        }
        out.flush();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static void behind(JsonNode answer, StepView view, PrintWriter out) {
        if (answer.path("behind").path("records").asLong(0) > 0) {
            out.println(view.dim(answer.path("behind").path("sentence").asString("")));
        }
    }

    private static ConfigException nothing(String text, JsonNode answer) {
        boolean reads = answer.path("behind").path("records").asLong(0) > 0;
        return new ConfigException(
                "Nothing to show",
                List.of(
                        "the log has nothing of %s.".formatted(text)
                                + (reads
                                        ? " " + answer.path("behind").path("sentence").asString("")
                                        : "")));
    }

    private StepView view() {
        CommandSpec of = Objects.requireNonNull(spec);
        return new StepView(of.commandLine().getColorScheme().ansi(), of.usageMessage().width());
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
