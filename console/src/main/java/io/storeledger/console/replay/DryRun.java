package io.storeledger.console.replay;

import io.storeledger.common.event.Cause;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.preview.Judge;
import io.storeledger.console.preview.Judgement;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a replay would do: it reads the log, and calls nobody and writes nothing.
public final class DryRun {
    private static final int AT_ONCE = 500;

    private final LogReader reader;
    private final Judge judge;
    private final Clock clock;

    public DryRun(LogReader reader, Judge judge, Clock clock) {
        this.reader = reader;
        this.judge = judge;
        this.clock = clock;
    }

    /// What would become of one record.
    ///
    /// @param place of the record that was judged; absent if none is recorded
    public record Line(String key, @Nullable Cause place, Judgement judgement) {}

    /// Tells each record's; returns how many of each there are, by the judgement's word and by why
    /// they are passed over.
    public Map<String, Long> run(ReplayRequest request, CountDownLatch stop, Consumer<Line> each) {
        Map<String, Long> counts = new TreeMap<>();
        Consumer<Line> counted =
                line -> {
                    counts.merge(line.judgement().would(), 1L, Long::sum);
                    each.accept(line);
                };
        Set<Told> asked = new LinkedHashSet<>();
        var sources = new Sources(reader);
        var rewrites = new Rewrites("dry-run", "", request.forced(), clock);
        try (Source source =
                sources.open(request, sources.course(request.selection()), rewrites, AT_ONCE)) {
            Optional<Chunk> chunk = source.next();
            while (chunk.isPresent() && stop.getCount() > 0) {
                chunk.get().passed().forEach((word, count) -> counts.merge(word, count, Long::sum));
                for (Rewrite record : chunk.get().records()) {
                    if (record.topic().name().equals(Topics.WEBHOOKS.name())) {
                        Told.of(record.topic(), record.key(), record.headers(), record.value())
                                .ifPresentOrElse(
                                        asked::add,
                                        () -> counts.merge(Chunk.NOT_FETCHABLE, 1L, Long::sum));
                    } else {
                        counted.accept(recorded(record, request.forced()));
                    }
                }
                chunk = source.next();
            }
        }
        if (stop.getCount() > 0) {
            new FetchPreview(reader, judge)
                    .each(asked, request.forced(), (told, line) -> counted.accept(line));
        }
        return counts;
    }

    private Line recorded(Rewrite record, boolean forced) {
        return new Line(
                record.key(),
                record.source(),
                judge.judge(
                        record.topic(), record.key(), record.headers(), record.value(), forced));
    }
}
