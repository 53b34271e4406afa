package io.storeledger.cli.timeline;

import io.storeledger.console.timeline.step.Step;
import io.storeledger.console.timeline.step.Step.Call;
import io.storeledger.console.timeline.step.Step.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/// Writes steps for people: as wide as the terminal, in colours where it has them, times in UTC.
public final class StepView {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int NARROWEST = 40;
    private static final int INDENT = 25;
    private static final int KEY_WIDTH = 24;

    /// What the title says already, or nobody reads.
    private static final Set<String> UNTOLD =
            Set.of("type", "recordType", "connection", "deadLetters", "currency", "disposition");

    private final Ansi ansi;
    private final int width;

    /// @param width of the terminal, in characters
    public StepView(Ansi ansi, int width) {
        this.ansi = ansi;
        this.width = Math.max(NARROWEST, width);
    }

    /// A step in full: time and what, then why, the calls, the facts, and where it lies.
    public List<String> lines(Step step) {
        List<String> lines = new ArrayList<>();
        List<String> title = wrapped(step.title());
        lines.add(
                dim(TIME.format(step.at()))
                        + " ".repeat(INDENT - TIME.format(step.at()).length())
                        + coloured(step.kind(), title.getFirst()));
        title.stream().skip(1).forEach(line -> lines.add(indented(coloured(step.kind(), line))));
        if (step.detail() != null) {
            wrapped(step.detail()).forEach(line -> lines.add(indented(line)));
        }
        for (Call call : step.calls()) {
            wrapped(call(call)).forEach(line -> lines.add(indented(line)));
        }
        String facts = facts(step.facts());
        if (!facts.isEmpty()) {
            wrapped(facts).forEach(line -> lines.add(indented(dim(line))));
        }
        lines.add(indented(dim(clean(step.place().toString()))));
        return lines;
    }

    /// A step in one line, as long as the terminal is wide.
    public String line(String key, Step step) {
        String why = step.detail() == null ? facts(step.facts()) : step.detail();
        return line(
                step.at(),
                key,
                coloured(step.kind(), clean(step.title())),
                clean(step.title()),
                why);
    }

    /// A line about a record that is nobody's step.
    public String line(Instant at, String key, String topic, String about) {
        return line(at, key, dim(clean(topic)), clean(topic), about);
    }

    /// Emphasised, for headings.
    public String strong(String text) {
        return styled(clean(text), Style.bold);
    }

    /// Less than the rest.
    public String dim(String text) {
        return styled(text, Style.faint);
    }

    /// Breaks a text between words.
    List<String> wrapped(String text) {
        int room = Math.max(NARROWEST / 2, width - INDENT);
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : clean(text).split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private String line(Instant at, String key, String shown, String title, String why) {
        String time = TIME.format(at).substring(11);
        String name = clean(key);
        String padded = name + " ".repeat(Math.max(0, KEY_WIDTH - name.length()));
        int room = width - time.length() - padded.length() - title.length() - 6;
        String rest = clean(why);
        if (room < 8 || rest.isEmpty()) {
            return dim(time) + "  " + padded + "  " + shown;
        }
        String cut = rest.length() <= room ? rest : rest.substring(0, room - 1) + "…";
        return dim(time) + "  " + padded + "  " + shown + "  " + dim(cut);
    }

    private static String call(Call call) {
        return "→ %s%s (%,d ms)"
                .formatted(
                        call.operation(),
                        call.answer() == null ? "" : ": " + call.answer(),
                        call.millis());
    }

    private static String facts(Map<String, String> facts) {
        return facts.entrySet().stream()
                .filter(fact -> !UNTOLD.contains(fact.getKey()))
                .map(fact -> words(fact.getKey()) + " " + fact.getValue())
                .collect(Collectors.joining(", "));
    }

    /// `signedBy` is "signed by", `netSuiteTotal` is "NetSuite total".
    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1")
                .toLowerCase(Locale.ROOT)
                .replace("net suite", "NetSuite");
    }

    /// What is in the log may come from strangers: it must not steer the terminal.
    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String indented(String line) {
        return " ".repeat(INDENT) + line;
    }

    private String coloured(Kind kind, String text) {
        return switch (kind) {
            case WRITTEN, PUBLISHED -> styled(text, Style.fg_green);
            case REJECTED, HALTED, FOUND -> styled(text, Style.fg_red);
            case RETRIED, SKIPPED, DROPPED -> styled(text, Style.fg_yellow);
            case REPLAYED, REDRIVEN, REPAIRED -> styled(text, Style.fg_cyan);
            case RECEIVED, FETCHED, READ, CHANGED -> styled(text, Style.bold);
        };
    }

    private String styled(String text, Style style) {
        return ansi.enabled() ? Style.on(style) + text + Style.off(style) : text;
    }
}
