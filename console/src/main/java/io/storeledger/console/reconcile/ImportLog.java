package io.storeledger.console.reconcile;

import io.storeledger.common.event.Attempt;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.Finding.What;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.PersonalData;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.log.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What was done with a store's orders and refunds, as the log tells it: what was written last,
/// what came of it last, what is being tried, what was never fetched. Reasons are without what they
/// quote of persons: they are told to whoever may look.
final class ImportLog {
    /// Clocks differ: the store's time of an order may be later than ours of its import.
    private static final Duration OVERLAP = Duration.ofHours(1);

    private final String store;
    private final String prefix;
    private final KafkaConfig names;
    private final Map<String, HeldRecord> held = new HashMap<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Map<String, Trouble> unfetched = new HashMap<>();
    private final Map<String, Trouble> attempts = new HashMap<>();

    /// What came of a record last.
    ///
    /// @param key of the record in the topics
    /// @param reason absent if it was done
    record Outcome(String key, Result result, Optional<String> reason, Instant at) {}

    /// Why something did not succeed.
    record Trouble(String reason, Instant at) {}

    private ImportLog(String store, String prefix, KafkaConfig names) {
        this.store = store;
        this.prefix = prefix;
        this.names = names;
    }

    /// Reads what was written since a time.
    ///
    /// @param prefix what the store's external ids begin with
    /// @throws org.apache.kafka.common.KafkaException if the topics can't be read
    static ImportLog read(
            LogReader reader, KafkaConfig names, String store, String prefix, Instant since) {
        var log = new ImportLog(store, prefix, names);
        Map<Topic<?>, Consumer<ConsumerRecord<String, byte[]>>> readers = new LinkedHashMap<>();
        readers.put(Topics.RECORDS, log::held);
        readers.put(Topics.OUTCOMES, log::outcome);
        readers.put(Topics.WEBHOOKS.deadLetters(), log::unfetched);
        readers.put(Topics.ATTEMPTS, log::attempt);
        var from = new Position.Time(since.minus(OVERLAP));
        readers.forEach((topic, each) ->
                reader.read(reader.between(topic, from, new Position.End()), each));
        return log;
    }

    /// What NetSuite holds under an external id, as far as we wrote it.
    Optional<HeldRecord> held(String externalId) {
        return Optional.ofNullable(held.get(externalId));
    }

    /// What came of it last.
    Optional<Outcome> outcome(String externalId) {
        return Optional.ofNullable(outcomes.get(externalId));
    }

    /// Why an event about the record could not be followed, if nothing came of the record since.
    Optional<Trouble> unfetched(String key, String externalId) {
        return Optional.ofNullable(unfetched.get(key))
                .filter(trouble -> isOpen(trouble, externalId));
    }

    /// Why the last try failed that is to be repeated, if nothing came of the record since, be it
    /// that the event became a dead letter.
    Optional<Trouble> underWay(What what, String key, String externalId) {
        Trouble fetching = attempts.get(attemptOf(names.nameOf(Topics.WEBHOOKS), key));
        Trouble writing = attempts.get(attemptOf(names.nameOf(topicOf(what)), key));
        Trouble last =
                fetching == null || (writing != null && writing.at().isAfter(fetching.at()))
                        ? writing
                        : fetching;
        return Optional.ofNullable(last)
                .filter(trouble -> isOpen(trouble, externalId))
                .filter(trouble -> !isGivenUp(trouble, key));
    }

    private boolean isGivenUp(Trouble trouble, String key) {
        Trouble letter = unfetched.get(key);
        return letter != null && !letter.at().isBefore(trouble.at());
    }

    private boolean isOpen(Trouble trouble, String externalId) {
        return outcome(externalId).filter(done -> !done.at().isBefore(trouble.at())).isEmpty();
    }

    private static Topic<?> topicOf(What what) {
        return switch (what) {
            case ORDER -> Topics.ORDERS;
            case REFUND -> Topics.REFUNDS;
        };
    }

    private static String attemptOf(String topic, String key) {
        return topic + " " + key;
    }

    private void held(ConsumerRecord<String, byte[]> record) {
        if (record.key().startsWith(prefix)) {
            read(record, HeldRecord.class).ifPresent(holds -> held.put(record.key(), holds));
        }
    }

    private void outcome(ConsumerRecord<String, byte[]> record) {
        if (RecordKey.isOf(store, record.key())) {
            // without the bodies that were sent: they are many, and full of personal data
            read(record, WriteOutcome.class)
                    .ifPresent(outcome ->
                            outcomes.put(
                                    outcome.externalId(),
                                    new Outcome(
                                            record.key(),
                                            outcome.result(),
                                            Optional.ofNullable(outcome.reason())
                                                    .map(
                                                            PersonalData.sentBy(outcome.calls())
                                                                    ::hide),
                                            outcome.finishedAt())));
        }
    }

    private void unfetched(ConsumerRecord<String, byte[]> record) {
        if (record.key() != null && RecordKey.isOf(store, record.key())) {
            String reason =
                    EventHeaders.text(record.headers(), EventHeaders.REASON)
                            .map(PersonalData.of(record.value())::hide)
                            .orElse("no reason is told");
            unfetched.put(
                    record.key(), new Trouble(reason, Instant.ofEpochMilli(record.timestamp())));
        }
    }

    private void attempt(ConsumerRecord<String, byte[]> record) {
        if (record.key() != null && RecordKey.isOf(store, record.key())) {
            read(record, Attempt.class)
                    .ifPresent(attempt -> {
                        var trouble =
                                new Trouble(
                                        PersonalData.sentBy(attempt.calls()).hide(attempt.reason()),
                                        // as coarse as the times of dead letters
                                        attempt.finishedAt().truncatedTo(ChronoUnit.MILLIS));
                        for (Cause cause : attempt.causedBy()) {
                            attempts.put(attemptOf(cause.topic(), record.key()), trouble);
                        }
                    });
        }
    }

    /// Empty if it is no such thing: a stranger's record in a topic must not stop us.
    private static <T> Optional<T> read(ConsumerRecord<String, byte[]> record, Class<T> type) {
        try {
            return record.value() == null
                    ? Optional.empty()
                    : Optional.of(Json.read(record.value(), type));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }
}
