package io.storeledger.console.replay;

import java.util.List;
import java.util.Map;

/// What is written together.
///
/// @param records to be written
/// @param next where the replay goes on once they are
/// @param passed how many were passed over, by a short stable word
record Chunk(List<Rewrite> records, Map<String, Long> next, Map<String, Long> passed) {
    /// A record that a replay wrote.
    static final String REPLAYED_BEFORE = "replayed-before";

    /// The store was asked for the record by this replay already.
    static final String SAME_RECORD = "same-record";

    /// Nothing that the store could be asked for.
    static final String NOT_FETCHABLE = "not-fetchable";

    /// No snapshot of it was recorded.
    static final String NOT_RECORDED = "not-recorded";
}
