package io.storeledger.console.preview;

import java.util.List;

/// What would become of a record: in NetSuite, or on the way there.
///
/// @param would one of the constants here
/// @param sentence why, or how
/// @param differences field by field, where something would change; they hold personal data
public record Judgement(String would, String sentence, List<Difference> differences) {
    /// NetSuite has nothing of it that we wrote: it would be created.
    public static final String CREATED = "created";

    /// What NetSuite holds would be written anew.
    public static final String CHANGED = "changed";

    /// NetSuite holds just that.
    public static final String UNCHANGED = "unchanged";

    /// Nothing would be done with it.
    public static final String SKIPPED = "skipped";

    /// It can't be written as it is.
    public static final String REJECTED = "rejected";

    /// The store would be asked for it again.
    public static final String REFETCHED = "refetched";

    /// It would be written into the log again.
    public static final String REPLAYED = "replayed";

    /// It would be put aside.
    public static final String DROPPED = "dropped";

    /// It may not be done.
    public static final String REFUSED = "refused";

    /// Copies the differences.
    public Judgement {
        differences = List.copyOf(differences);
    }

    /// A judgement without differences.
    public static Judgement of(String would, String sentence) {
        return new Judgement(would, sentence, List.of());
    }

    /// The same with a sentence before its own.
    public Judgement after(String first) {
        return new Judgement(
                would, sentence.isEmpty() ? first : first + " " + sentence, differences);
    }

    /// The same for those who may not see personal data: fields that may hold some keep their name
    /// and lose their values.
    public Judgement withoutPersonalData() {
        return new Judgement(
                would,
                sentence,
                differences.stream().map(Difference::withoutPersonalData).toList());
    }

    /// Leaves the differences out: they hold personal data.
    @Override
    public String toString() {
        return "Judgement[" + would + "]";
    }
}
