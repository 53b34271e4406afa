package io.storeledger.console.deadletter;

import java.time.Instant;
import java.util.List;

/// Open letters of a topic that were rejected for one reason.
///
/// @param topic the dead letters' topic
/// @param reasonCode a short stable word for the reason
/// @param reason the newest letter's sentence
/// @param count how many records' there are
/// @param oldest when the first of them was rejected
/// @param newest when the last was
/// @param letters the newest of them, newest first
public record LetterGroup(
        String topic,
        String reasonCode,
        String reason,
        int count,
        Instant oldest,
        Instant newest,
        List<Letter> letters) {
    public LetterGroup {
        letters = List.copyOf(letters);
    }
}
