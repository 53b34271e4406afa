package io.storeledger.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/// Runs the command as a shell would, and keeps what it prints.
public final class Cli {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /// Runs it with nothing on standard input.
    public int run(String... args) {
        return runWith("", args);
    }

    /// Runs it with this on standard input.
    public int runWith(String input, String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return Storeledger.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                    .execute(args);
        } finally {
            System.setIn(before);
        }
    }

    /// What the last run printed.
    public String out() {
        return out.toString();
    }

    /// What the last run complained of.
    public String err() {
        return err.toString();
    }
}
