package io.storeledger.console.deadletter;

import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.PersonalData;
import io.storeledger.console.log.Place;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A dead letter, without the record in it.
///
/// @param place where it lies
/// @param key of the record
/// @param at when it was rejected
/// @param reasonCode a short stable word for why
/// @param reason why, in a sentence without what it quotes of persons
/// @param rejectedAt where the record lies that was rejected, if that is known
/// @param attempts at the how-manieth attempt it was rejected
/// @param redrives how often it was redriven before
public record Letter(
        Place place,
        String key,
        Instant at,
        String reasonCode,
        String reason,
        @Nullable Place rejectedAt,
        int attempts,
        int redrives) {

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
                number(record, EventHeaders.REDRIVES, 0));
    }

    private static int number(ConsumerRecord<?, ?> record, String header, int otherwise) {
        return EventHeaders.text(record.headers(), header)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }
}
