package io.storeledger.cli;

import io.storeledger.console.deadletter.RedriveResult;
import io.storeledger.console.preview.Difference;
import io.storeledger.console.replay.Replayer.Progress;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Shows how a replay goes, and what a dry run tells.
final class ReplayView {
    private ReplayView() {}

    static void show(ProgressLine line, Progress progress) {
        boolean done = progress.done() >= progress.total();
        line.show(
                ProgressLine.bar("replay", progress.share(), counts(progress.counts())),
                "replay: %d %%, %s"
                        .formatted(
                                ProgressLine.percent(progress.share()), counts(progress.counts())),
                done);
    }

    static void line(
            PrintWriter out,
            String would,
            String key,
            @Nullable String place,
            String sentence,
            List<Difference> differences) {
        out.printf(
                "%-10s %s%s%s%n",
                would,
                key,
                place == null ? "" : "  (" + place + ")",
                sentence.isEmpty() ? "" : "  " + sentence);
        for (Difference difference : differences) {
            out.printf(
                    "             %s: %s -> %s%n",
                    difference.field(),
                    difference.before() == null ? "(none)" : difference.before(),
                    difference.after() == null ? "(none)" : difference.after());
        }
    }

    static void lines(PrintWriter out, List<RedriveResult.Line> lines) {
        lines.forEach(line ->
                line(
                        out,
                        line.would(),
                        line.key(),
                        line.place().toString(),
                        line.sentence(),
                        line.differences()));
    }

    /// The counts; the lines were shown as they came.
    static void result(PrintWriter out, RedriveResult result) {
        out.printf(
                "%s.%s%n", counts(result.counts()), result.dryRun() ? " Nothing was written." : "");
    }

    static String counts(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "no records"
                : new TreeMap<>(counts)
                        .entrySet().stream()
                                .map(entry -> "%,d %s".formatted(entry.getValue(), entry.getKey()))
                                .collect(Collectors.joining(", "));
    }
}
