package io.storeledger.console.deadletter;

import io.storeledger.console.log.Place;
import io.storeledger.console.preview.Difference;
import io.storeledger.console.preview.Judgement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was done with letters, or would be.
///
/// @param id the redrive's; absent of a dry run
/// @param dryRun whether nothing was done
/// @param counts how many there are of each `would`
/// @param results letter by letter, the first of them
public record RedriveResult(
        @Nullable String id, boolean dryRun, Map<String, Long> counts, List<Line> results) {
    public RedriveResult {
        counts = new TreeMap<>(counts);
        results = List.copyOf(results);
    }

    /// What was done with a letter, or would be.
    ///
    /// @param would in a word, as in [Judgement]
    public record Line(
            String key, Place place, String would, String sentence, List<Difference> differences) {

        static Line of(Letter letter, Judgement judgement) {
            return new Line(
                    letter.key(),
                    letter.place(),
                    judgement.would(),
                    judgement.sentence(),
                    judgement.differences());
        }

        private Line withoutPersonalData() {
            return new Line(
                    key,
                    place,
                    would,
                    sentence,
                    differences.stream().map(Difference::withoutPersonalData).toList());
        }
    }

    /// The same for those who may not see personal data.
    public RedriveResult withoutPersonalData() {
        return new RedriveResult(
                id, dryRun, counts, results.stream().map(Line::withoutPersonalData).toList());
    }
}
