package io.storeledger.cli.ping;

import java.io.PrintWriter;

/// Prints what was found, a line each, and remembers whether anything is wrong.
final class Findings {
    private final PrintWriter out;
    private boolean good = true;

    Findings(PrintWriter out) {
        this.out = out;
    }

    /// What the lines that follow are about.
    void about(String subject) {
        out.println(subject);
        out.flush();
    }

    /// As it should be.
    void good(String what) {
        line("✓", what);
    }

    /// Wrong.
    ///
    /// @param todo what to do about it, a sentence
    void bad(String what, String todo) {
        good = false;
        line("✗", what + ": " + todo);
    }

    /// Neither: it can't be told from here.
    void open(String what) {
        line("–", what);
    }

    boolean allGood() {
        return good;
    }

    private void line(String mark, String text) {
        out.printf("  %s %s%n", mark, text);
        out.flush();
    }
}
