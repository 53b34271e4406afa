package io.storeledger.cli;

import io.storeledger.enricher.sweep.Backfill.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Shows how a backfill goes: a bar on a terminal, else a line now and then.
final class BackfillView {
    private static final int WIDTH = 30;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private long printedAt = System.nanoTime() - BETWEEN_LINES.toNanos();

    BackfillView(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    // It is null where the standard streams are pipes, as under a test runner.
    @SuppressWarnings("SystemConsoleNull")
    static BackfillView onStandardOutput() {
        var console = System.console();
        String kind = System.getenv("TERM");
        return new BackfillView(
                System.out,
                console != null && console.isTerminal() && kind != null && !kind.equals("dumb"));
    }

    void show(Progress progress) {
        if (terminal) {
            out.print("\r\u001b[K" + bar(progress) + (progress.isDone() ? "\n" : ""));
            out.flush();
        } else if (progress.isDone() || isDue()) {
            printedAt = System.nanoTime();
            out.println(line(progress));
        }
    }

    static String bar(Progress progress) {
        int full = (int) (progress.share() * WIDTH);
        return "%-9s [%s%s] %3d %%  %,d seen  %s"
                .formatted(
                        progress.kind().plural(),
                        "#".repeat(full),
                        ".".repeat(WIDTH - full),
                        percent(progress),
                        progress.seen(),
                        second(progress.upTo()));
    }

    static String line(Progress progress) {
        return "%s: %d %%, %,d seen, up to %s"
                .formatted(
                        progress.kind().plural(),
                        percent(progress),
                        progress.seen(),
                        second(progress.upTo()));
    }

    private boolean isDue() {
        return System.nanoTime() - printedAt >= BETWEEN_LINES.toNanos();
    }

    private static int percent(Progress progress) {
        return (int) (progress.share() * 100);
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
