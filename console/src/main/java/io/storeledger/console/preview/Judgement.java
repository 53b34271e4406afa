package io.storeledger.console.preview;

import java.util.List;

/// What a record would do in NetSuite.
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

    /// Copies the differences.
    public Judgement {
        differences = List.copyOf(differences);
    }

    /// A judgement without differences.
    static Judgement of(String would, String sentence) {
        return new Judgement(would, sentence, List.of());
    }

    /// The same for those who may not see personal data: fields that may hold some keep their name
    /// and lose their values.
    public Judgement withoutPersonalData() {
        return new Judgement(
                would, sentence, differences.stream().map(ImpersonalFields::masked).toList());
    }

    /// Leaves the differences out: they hold personal data.
    @Override
    public String toString() {
        return "Judgement[" + would + "]";
    }
}
