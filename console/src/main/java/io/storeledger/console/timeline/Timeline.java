package io.storeledger.console.timeline;

import io.storeledger.console.timeline.step.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to who asks for a record's timeline.
///
/// @param key of the record
/// @param store the store's hash, if the key is of the common form
/// @param resource what it is
/// @param id its id
/// @param state how it stands, in a word
/// @param steps the newest, in the order of their time
/// @param more whether there are older steps
/// @param behind how much of the log is not in it yet
record Timeline(
        String key,
        String store,
        String resource,
        String id,
        @Nullable String state,
        List<Step> steps,
        boolean more,
        Behind behind) {}
