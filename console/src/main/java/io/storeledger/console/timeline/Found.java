package io.storeledger.console.timeline;

import io.storeledger.console.timeline.step.Reading;
import io.storeledger.console.timeline.step.Step;
import io.storeledger.console.timeline.step.Term;
import java.util.List;

/// What a record of the log adds to the views.
///
/// @param step to its record's timeline
/// @param hits to what terms lead to
record Found(Step step, List<TermHit> hits) {
    /// @param term what leads there
    /// @param hit to what
    record TermHit(String term, Hit hit) {}

    static Found of(Reading reading) {
        List<TermHit> hits = reading.terms().stream().map(term -> hit(term, reading)).toList();
        return new Found(reading.step(), hits);
    }

    private static TermHit hit(Term term, Reading reading) {
        return new TermHit(term.text(), new Hit(reading.key(), term.by(), reading.step().at()));
    }
}
