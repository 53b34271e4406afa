package io.storeledger.cli;

import io.storeledger.enricher.sweep.Backfill.Progress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Shows how a backfill goes.
final class BackfillView {
    private final ProgressLine line;

    BackfillView(ProgressLine line) {
        this.line = line;
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
