package io.storeledger.console.deadletter;

import io.storeledger.common.event.CatalogChange;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.deadletter.NewestChanges.Part;
import io.storeledger.console.deadletter.Plan.Ask;
import io.storeledger.console.deadletter.Plan.Refuse;
import io.storeledger.console.deadletter.Plan.Superseded;
import io.storeledger.console.deadletter.Plan.Write;
import io.storeledger.console.log.Place;
import io.storeledger.console.replay.Rewrite;
import io.storeledger.console.replay.Rewrites;
import io.storeledger.console.replay.Told;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/// Decides what is to be done with a letter; writes nothing.
final class Planner {
    /// Whatever was rejected as often as this is rejected for a cause that nobody has mended.
    static final int MOST_REDRIVES = 5;

    private static final String UNKNOWN = "unknown";
    private static final List<String> OF_THE_LETTER =
            List.of(
                    EventHeaders.REASON_CODE,
                    EventHeaders.REASON,
                    EventHeaders.REJECTED_AT,
                    EventHeaders.ATTEMPTS,
                    EventHeaders.REDRIVES);

    private final LetterTopics topics;
    private final RedriveOptions options;
    private final Set<Place> named;
    private final Rewrites rewrites;
    private final NewestChanges changes;

    /// @param named the letters that were named by their place
    /// @param changes read already
    Planner(
            LetterTopics topics,
            RedriveOptions options,
            Set<Place> named,
            Rewrites rewrites,
            NewestChanges changes) {
        this.topics = topics;
        this.options = options;
        this.named = named;
        this.rewrites = rewrites;
        this.changes = changes;
    }

    Plan plan(Letter letter, ConsumerRecord<String, byte[]> record) {
        Optional<Topic<?>> origin = topics.origin(record.topic());
        if (origin.isEmpty() || record.key() == null || record.value() == null) {
            return new Refuse("It is no record that Storeledger wrote.");
        }
        if (letter.redrives() >= MOST_REDRIVES
                && !(options.again() && named.contains(letter.place()))) {
            return new Refuse(
                    "It was redriven %d times and rejected each time: mend the cause, then name it by its place with --again."
                            .formatted(letter.redrives()));
        }
        if (isUnknown(letter.key())) {
            return new Refuse(
                    "The webhook tells of nothing that Storeledger knows, so nothing can be fetched"
                            + " for it: drop it.");
        }
        if (origin.get().name().equals(Topics.CATALOG_CHANGES.name())) {
            return change(letter, record);
        }
        return switch (options.mode()) {
            case AS_RECORDED -> new Write(again(letter, origin.get(), record));
            case REFETCH -> refetch(letter, origin.get(), record);
        };
    }

    private Plan refetch(Letter letter, Topic<?> origin, ConsumerRecord<String, byte[]> record) {
        Optional<Told> told = Told.of(origin, record.key(), record.headers(), record.value());
        return told.<Plan>map(
                        one -> {
                            Rewrite event =
                                    rewrites.refetch(
                                            one,
                                            Told.connection(record.headers(), record.value()),
                                            record);
                            count(event.headers(), letter);
                            return new Ask(one, event);
                        })
                .orElseGet(() ->
                        new Refuse(
                                "The store can't be asked for %s: redrive it --mode as-recorded, or drop it."
                                        .formatted(letter.key())));
    }

    /// What is newer counts, whatever was rejected: stale stock would oversell.
    private Plan change(Letter letter, ConsumerRecord<String, byte[]> record) {
        Optional<CatalogChange> change = NewestChanges.change(record.value());
        if (change.isEmpty()) {
            return new Refuse("The change can't be read: drop it.");
        }
        Set<Part> own = changes.own(change.get());
        if (own.isEmpty()) {
            return new Superseded(
                    "The store was to be told something newer of %s since."
                            .formatted(change.get().sku()));
        }
        Rewrite again = again(letter, Topics.CATALOG_CHANGES, record);
        CatalogChange only = NewestChanges.only(change.get(), own);
        return new Write(
                only.equals(change.get())
                        ? again
                        : new Rewrite(
                                again.topic(),
                                again.key(),
                                again.headers(),
                                Json.bytes(only),
                                again.source()));
    }

    private Rewrite again(Letter letter, Topic<?> origin, ConsumerRecord<String, byte[]> record) {
        Rewrite again = rewrites.asRecorded(origin, record);
        OF_THE_LETTER.forEach(again.headers()::remove);
        count(again.headers(), letter);
        return again;
    }

    private static void count(Headers headers, Letter letter) {
        EventHeaders.add(headers, EventHeaders.REDRIVES, Integer.toString(letter.redrives() + 1));
    }

    private static boolean isUnknown(String key) {
        try {
            return RecordKey.parse(key).resource().equals(UNKNOWN);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
