package io.storeledger.cli.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/// Shows how the demo goes: a picture that redraws itself on a terminal, else a line now and then.
final class View {
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private int drawn;
    private long printedAt = Long.MIN_VALUE;

    View(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    // It is null where the standard streams are pipes, as under a test runner.
    @SuppressWarnings("SystemConsoleNull")
    static View onStandardOutput() {
        var console = System.console();
        String kind = System.getenv("TERM");
        boolean terminal =
                console != null && console.isTerminal() && kind != null && !kind.equals("dumb");
        return new View(System.out, terminal);
    }

    void show(DemoNumbers numbers) {
        if (terminal) {
            redraw(numbers);
        } else if (printedAt == Long.MIN_VALUE
                || System.nanoTime() - printedAt >= BETWEEN_LINES.toNanos()) {
            printedAt = System.nanoTime();
            out.println(numbers.line());
        }
    }

    /// Ends the picture, so that what is printed next stands below it.
    void done() {
        drawn = 0;
    }

    private void redraw(DemoNumbers numbers) {
        List<String> lines = numbers.picture();
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append("\u001b[").append(drawn).append("A\r");
        }
        frame.append(CLEAR_BELOW);
        lines.forEach(line -> frame.append(line).append('\n'));
        out.print(frame);
        out.flush();
        drawn = lines.size();
    }
}
