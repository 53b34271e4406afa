package io.storeledger.console.timeline.step;

import io.storeledger.console.log.Place;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened at one record of the log, without personal data and without the payload, which is
/// a look into the log away.
///
/// @param kind what it was
/// @param at when the record was written to the log; of an act, when the person acted; of a
///   finding, when it was found
/// @param title what happened in a few words
/// @param detail why or how, in a sentence
/// @param facts short named values, in the order in which they are to be read
/// @param calls the calls made to the vendor, without what was sent
/// @param place where the record lies
/// @param causedBy where the records lie that made it happen
public record Step(
        Kind kind,
        Instant at,
        String title,
        @Nullable String detail,
        Map<String, String> facts,
        List<Call> calls,
        Place place,
        List<Place> causedBy) {

    /// What can happen to a record.
    public enum Kind {
        /// A webhook came, or a sweep saw the record.
        RECEIVED,
        /// It was fetched from the store.
        FETCHED,
        /// It was written to NetSuite.
        WRITTEN,
        SKIPPED,
        REJECTED,
        /// A try failed and is tried again.
        RETRIED,
        /// A try failed and the consumer waits for a person.
        HALTED,
        /// It was read from NetSuite.
        READ,
        /// It differs from what the store shows.
        CHANGED,
        /// The store took it.
        PUBLISHED,
        REPLAYED,
        REDRIVEN,
        DROPPED,
        REPAIRED,
        /// Something is wrong with it.
        FOUND
    }

    /// A call to a vendor.
    ///
    /// @param operation such as `PUT salesOrder`
    /// @param answer what came back, in words
    /// @param millis how long it took, in milliseconds
    public record Call(String operation, @Nullable String answer, long millis) {}

    /// Keeps copies.
    public Step {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        calls = List.copyOf(calls);
        causedBy = List.copyOf(causedBy);
    }

    /// The same with another fact at the end.
    public Step with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Step(kind, at, title, detail, more, calls, place, causedBy);
    }
}
