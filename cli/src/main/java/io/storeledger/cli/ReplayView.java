package io.storeledger.cli;

import io.storeledger.common.event.Replay;
import io.storeledger.common.event.Replay.State;
import io.storeledger.console.deadletter.RedriveResult;
import io.storeledger.console.preview.Difference;
import io.storeledger.console.preview.Judgement;
import io.storeledger.console.replay.Replayer;
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
                "%s.%s%n",
                result.counts().isEmpty()
                        ? "No open dead letter is meant"
                        : counts(result.counts()),
                result.dryRun() ? " Nothing was written." : "");
    }

    /// The exit code of what was done with dead letters.
    static int code(RedriveResult result) {
        if (!result.counts().containsKey(Judgement.REFUSED)) {
            return 0;
        }
        return result.counts().size() > 1 ? 1 : Storeledger.UNUSABLE;
    }

    /// How a replay ended.
    ///
    /// @param goOn how to go on with one that was stopped
    static String end(Replay replay, String goOn) {
        if (replay.state() != State.DONE) {
            return "\nReplay %s is stopped: %s. %s"
                    .formatted(replay.id(), counts(replay.counts()), goOn);
        }
        if (replay.counts().isEmpty()) {
            return "Replay %s is done: no record lies there, so that nothing was written."
                    .formatted(replay.id());
        }
        return "Replay %s is done: %s.%s%s"
                .formatted(
                        replay.id(),
                        counts(replay.counts()),
                        written(replay) > 0 ? "" : " Nothing was written.",
                        missing(replay)
                                ? " What was not recorded, the store can be asked for: --mode"
                                        + " refetch."
                                : "");
    }

    /// The exit code of a replay.
    static int code(Replay replay) {
        if (missing(replay)) {
            return written(replay) > 0 ? 1 : Storeledger.UNUSABLE;
        }
        return replay.state() == State.DONE ? 0 : 1;
    }

    private static long written(Replay replay) {
        return replay.counts().getOrDefault(Replayer.WRITTEN, 0L);
    }

    private static boolean missing(Replay replay) {
        return replay.counts().containsKey(Replayer.NOT_RECORDED);
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
