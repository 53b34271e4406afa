package io.storeledger.cli;

import java.io.PrintStream;
import java.time.Duration;

/// Shows how far something is: a bar on a terminal, else a line now and then.
final class ProgressLine {
    private static final int WIDTH = 30;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private long printedAt = System.nanoTime() - BETWEEN_LINES.toNanos();

    ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    // It is null where the standard streams are pipes, as under a test runner.
    @SuppressWarnings("SystemConsoleNull")
    static ProgressLine onStandardOutput() {
        var console = System.console();
        String kind = System.getenv("TERM");
        return new ProgressLine(
                System.out,
                console != null && console.isTerminal() && kind != null && !kind.equals("dumb"));
    }

    /// @param bar for a terminal
    /// @param line for elsewhere
    void show(String bar, String line, boolean done) {
        if (terminal) {
            out.print("\r\u001b[K" + bar + (done ? "\n" : ""));
            out.flush();
        } else if (done || isDue()) {
            printedAt = System.nanoTime();
            out.println(line);
        }
    }

    static String bar(String label, double share, String tail) {
        int full = (int) (share * WIDTH);
        return "%-9s [%s%s] %3d %%  %s"
                .formatted(label, "#".repeat(full), ".".repeat(WIDTH - full), percent(share), tail);
    }

    static int percent(double share) {
        return (int) (share * 100);
    }

    private boolean isDue() {
        return System.nanoTime() - printedAt >= BETWEEN_LINES.toNanos();
    }
}
