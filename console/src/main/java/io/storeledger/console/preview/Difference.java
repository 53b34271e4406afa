package io.storeledger.console.preview;

import org.jspecify.annotations.Nullable;

/// A field of a body for NetSuite and how it would change.
///
/// @param field its path, such as `item.items[2].amount`
/// @param before what was sent last, as text; absent if it was not sent
/// @param after what would be sent, as text; absent if it would not be, and NetSuite keeps what it
///   has
public record Difference(String field, @Nullable String before, @Nullable String after) {
    /// The same for those who may not see personal data: its name, and its values if they tell
    /// nothing about a person.
    public Difference withoutPersonalData() {
        return ImpersonalFields.masked(this);
    }

    /// Names the field only: values may be personal data.
    @Override
    public String toString() {
        return "Difference[" + field + "]";
    }
}
