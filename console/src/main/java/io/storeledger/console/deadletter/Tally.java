package io.storeledger.console.deadletter;

import io.storeledger.console.deadletter.RedriveResult.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Counts what is done with letters, however many there are; only the first lines are kept.
final class Tally {
    private static final int KEPT = 500;

    private final Consumer<List<Line>> told;
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Line> first = new ArrayList<>();

    /// @param told of each line, as it comes
    Tally(Consumer<List<Line>> told) {
        this.told = told;
    }

    void add(List<Line> lines) {
        for (Line line : lines) {
            counts.merge(line.would(), 1L, Long::sum);
            if (first.size() < KEPT) {
                first.add(line);
            }
        }
        told.accept(lines);
    }

    /// @param id the redrive's; absent of a dry run
    RedriveResult result(@Nullable String id) {
        return new RedriveResult(id, id == null, counts, first);
    }
}
