package io.storeledger.console.preview;

import java.util.List;

/// What other rules would make of one record.
///
/// @param reason why it is or was rejected; empty if it neither is nor was
/// @param differences what would be otherwise; they hold personal data
public record MappingChange(
        SnapshotKind kind, long id, What what, String reason, List<Difference> differences) {

    /// What would become of it.
    public enum What {
        SAME("the same"),
        DIFFERENT("different"),
        NOW_REJECTED("rejected now"),
        NOW_ACCEPTED("accepted now"),
        STILL_REJECTED("rejected as before"),
        NOT_IMPORTED("not imported");

        private final String words;

        What(String words) {
            this.words = words;
        }

        /// What people call it.
        public String words() {
            return words;
        }
    }

    /// Copies the differences.
    public MappingChange {
        differences = List.copyOf(differences);
    }

    static MappingChange of(SnapshotKind kind, long id, What what, String reason) {
        return new MappingChange(kind, id, what, reason, List.of());
    }

    /// Names the record only: the rest is personal data.
    @Override
    public String toString() {
        return "MappingChange[" + kind.word() + " " + id + ", " + what + "]";
    }
}
