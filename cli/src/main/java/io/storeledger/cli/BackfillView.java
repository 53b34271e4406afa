package io.storeledger.cli;

import io.storeledger.clients.http.ApiException;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.enricher.sweep.Backfill.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Shows how a backfill goes.
final class BackfillView {
    /// A wait that is worth a word.
    private static final Duration WORTH_TELLING = Duration.ofSeconds(5);

    private final ProgressLine line;
    private final PrintStream err;

    /// @param err where it says that it waits for the store
    BackfillView(ProgressLine line, PrintStream err) {
        this.line = line;
        this.err = err;
    }

    /// Short waits pass without a word.
    void waits(Kind kind, ApiException.Transient why, Duration wait) {
        if (wait.compareTo(WORTH_TELLING) >= 0) {
            err.println();
            err.printf(
                    "%s wait: %s The next try is in %d s; Ctrl-C stops, and the same command goes"
                            + " on later.%n",
                    kind.plural(), why.getMessage(), wait.toSeconds());
            err.flush();
        }
    }

    void show(Progress progress) {
        line.show(bar(progress), line(progress), progress.isDone());
    }

    static String bar(Progress progress) {
        return ProgressLine.bar(
                progress.kind().plural(),
                progress.share(),
                "%,d seen  %s".formatted(progress.seen(), second(progress.upTo())));
    }

    static String line(Progress progress) {
        return "%s: %d %%, %,d seen, up to %s"
                .formatted(
                        progress.kind().plural(),
                        ProgressLine.percent(progress.share()),
                        progress.seen(),
                        second(progress.upTo()));
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
