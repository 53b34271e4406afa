package io.storeledger.console.timeline.step;

import io.storeledger.common.json.Json;
import org.jspecify.annotations.Nullable;

/// Fields that outcomes came to have later: many records of the log lack them.
///
/// @param proof the arithmetic that proved the total
/// @param replay the id of the replay that it was done for
/// @param replayedBy who started that
record Later(@Nullable String proof, @Nullable String replay, @Nullable String replayedBy) {
    static Later of(LogRecord record) {
        return Json.read(Events.bytes(record), Later.class);
    }
}
