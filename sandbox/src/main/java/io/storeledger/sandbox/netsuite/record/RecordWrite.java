package io.storeledger.sandbox.netsuite.record;

import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// A write as it came in.
///
/// @param replace the sublists that are replaced, not merged; with `replaceSelectedFields` also
///   body fields
/// @param onUnknownName gets the path of each unknown name; it may throw to refuse the write
public record RecordWrite(
        ObjectNode body,
        Set<String> replace,
        boolean replaceSelectedFields,
        Consumer<String> onUnknownName) {
    /// A write of this body without any option.
    public static RecordWrite of(ObjectNode body) {
        return new RecordWrite(body, Set.of(), false, name -> {});
    }
}
