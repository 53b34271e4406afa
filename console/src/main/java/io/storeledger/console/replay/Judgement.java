package io.storeledger.console.replay;

import java.util.List;

/// What would become of a record, if it were replayed.
///
/// @param would in a word: `created`, `changed`, `unchanged`, `skipped`, `rejected`, `refetched`,
///   `replayed`, `dropped`, `refused`
/// @param sentence why, for people
/// @param differences field by field, if it would be changed
public record Judgement(String would, String sentence, List<Difference> differences) {
    public static final String UNCHANGED = "unchanged";
    public static final String SKIPPED = "skipped";
    public static final String REFETCHED = "refetched";
    public static final String REPLAYED = "replayed";
    public static final String DROPPED = "dropped";
    public static final String REFUSED = "refused";

    public Judgement {
        differences = List.copyOf(differences);
    }

    /// One without differences.
    public static Judgement of(String would, String sentence) {
        return new Judgement(would, sentence, List.of());
    }

    /// The same with a sentence before its own.
    public Judgement after(String first) {
        return new Judgement(
                would, sentence.isEmpty() ? first : first + " " + sentence, differences);
    }
}
