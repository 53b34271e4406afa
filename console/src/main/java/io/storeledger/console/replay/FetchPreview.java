package io.storeledger.console.replay;

import io.storeledger.common.event.Cause;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.preview.Judge;
import io.storeledger.console.preview.Judgement;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// What would become of records that the store is asked for again. What it would say nobody knows;
/// so the newest that it said is judged, and the sentence says so.
public final class FetchPreview {
    /// Of what nothing was recorded yet.
    public static final Judgement UNKNOWN =
            Judgement.of(
                    Judgement.REFETCHED,
                    "The store would be asked; nothing was recorded of it yet.");

    private final LogReader reader;
    private final Judge judge;

    public FetchPreview(LogReader reader, Judge judge) {
        this.reader = reader;
        this.judge = judge;
    }

    /// Judges each; those of which nothing is recorded come last.
    void each(Set<Told> asked, boolean forced, BiConsumer<Told, DryRun.Line> line) {
        Set<Told> unknown = new LinkedHashSet<>(asked);
        new Newest(reader)
                .read(
                        asked,
                        Optional.empty(),
                        (told, record) -> {
                            unknown.remove(told);
                            unknown.remove(told.all());
                            Judgement judgement =
                                    judge.judge(
                                                    told.snapshots(),
                                                    record.key(),
                                                    record.headers(),
                                                    record.value(),
                                                    forced)
                                            .after(asRecorded(record.timestamp()));
                            line.accept(
                                    told,
                                    new DryRun.Line(record.key(), Cause.of(record), judgement));
                        });
        unknown.forEach(
                told -> line.accept(told, new DryRun.Line(told.key().toString(), null, UNKNOWN)));
    }

    /// Judges each, and tells it as it comes.
    public void judge(Set<Told> asked, BiConsumer<Told, Judgement> judged) {
        each(asked, false, (told, line) -> judged.accept(told, line.judgement()));
    }

    private static String asRecorded(long timestamp) {
        return "The store would be asked again; if it says what it said at %s:"
                .formatted(Instant.ofEpochMilli(timestamp));
    }
}
