package io.storeledger.console.deadletter;

import io.storeledger.common.event.Cause;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.PersonalData;
import io.storeledger.console.log.Place;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A dead letter, without the record in it. A record that is rejected again while its letter is
/// open, such as by a replay, has one letter all the same: the one that tells its newest state.
///
/// @param place where it lies
/// @param key of the record
/// @param at when it was rejected
/// @param reasonCode a short stable word for why
/// @param reason why, in a sentence without what it quotes of persons
/// @param rejectedAt where the record lies that was rejected, if that is known
/// @param attempts at the how-manieth attempt it was rejected
/// @param redrives how often it was redriven before
/// @param since when the record was first rejected, of what is open
/// @param others its other rejections, which are seen to together with this one
public record Letter(
        Place place,
        String key,
        Instant at,
        String reasonCode,
        String reason,
        @Nullable Place rejectedAt,
        int attempts,
        int redrives,
        Instant since,
        List<Cause> others) {
    public Letter {
        others = List.copyOf(others);
    }

    /// How often the record was rejected while it is open.
    public int times() {
        return others.size() + 1;
    }

    /// All places that are seen to with it.
    List<Place> places() {
        return causes().map(Place::of).toList();
    }

    /// All that are seen to with it.
    Stream<Cause> causes() {
        return Stream.concat(Stream.of(cause()), others.stream());
    }

    /// Itself, as what comes of it says.
    Cause cause() {
        return new Cause(place.topic(), place.partition(), place.offset(), at);
    }

    /// The letter that a record of a dead letters' topic is.
    static Letter of(ConsumerRecord<String, byte[]> record) {
        return new Letter(
                Place.of(record),
                record.key() == null ? "" : record.key(),
                Instant.ofEpochMilli(record.timestamp()),
                EventHeaders.text(record.headers(), EventHeaders.REASON_CODE)
                        .orElse("unknown")
                        .intern(),
                PersonalData.of(record.value())
                        .hide(
                                EventHeaders.text(record.headers(), EventHeaders.REASON)
                                        .orElse("It says no reason.")),
                EventHeaders.text(record.headers(), EventHeaders.REJECTED_AT)
                        .flatMap(Place::parse)
                        .orElse(null),
                number(record, EventHeaders.ATTEMPTS, 1),
                number(record, EventHeaders.REDRIVES, 0),
                Instant.ofEpochMilli(record.timestamp()),
                List.of());
    }

    private static int number(ConsumerRecord<?, ?> record, String header, int otherwise) {
        return EventHeaders.text(record.headers(), header)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }
}
