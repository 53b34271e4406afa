package io.storeledger.console.timeline.step;

import static java.util.Map.entry;

import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.timeline.step.Step.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Tells what happened at a record of the log; a pure function, and one that never fails: what
/// can't be read is a step that says so.
public final class StepReader {
    /// The topics whose records are about an order, a customer or a SKU.
    ///
    /// The others are about our own work (`sweeps`, `gaps`, `readings`, `replays`), or about
    /// periods (`reconciliations`), or repeat under another key what the outcomes say (`records`).
    private static final Map<Topic<?>, Function<LogRecord, Reading>> TOPICS =
            Map.ofEntries(
                    entry(Topics.WEBHOOKS, ReceivedSteps::webhook),
                    entry(Topics.WEBHOOKS.deadLetters(), DeadLetterSteps::read),
                    entry(Topics.SIGHTINGS, ReceivedSteps::sighting),
                    entry(Topics.ORDERS, FetchedSteps::order),
                    entry(Topics.ORDERS.deadLetters(), DeadLetterSteps::read),
                    entry(Topics.CUSTOMERS, FetchedSteps::customer),
                    entry(Topics.CUSTOMERS.deadLetters(), DeadLetterSteps::read),
                    entry(Topics.REFUNDS, FetchedSteps::refund),
                    entry(Topics.REFUNDS.deadLetters(), DeadLetterSteps::read),
                    entry(Topics.OUTCOMES, OutcomeSteps::read),
                    entry(Topics.ITEMS, CatalogSteps::item),
                    entry(Topics.STOCK, CatalogSteps::stock),
                    entry(Topics.CATALOG_CHANGES, CatalogSteps::change),
                    entry(Topics.CATALOG_CHANGES.deadLetters(), DeadLetterSteps::read),
                    entry(Topics.CATALOG_OUTCOMES, CatalogSteps::outcome),
                    entry(Topics.ATTEMPTS, AttemptSteps::read),
                    entry(Topics.ACTS, ActSteps::read),
                    entry(Topics.FINDINGS, FindingSteps::read));

    private final Map<String, Function<LogRecord, Reading>> byName = new HashMap<>();

    /// Reads the topics as they are called on this cluster.
    public StepReader(KafkaConfig config) {
        TOPICS.forEach((topic, reader) -> byName.put(config.nameOf(topic), reader));
    }

    /// The topics that it reads.
    public static Set<Topic<?>> topics() {
        return Set.copyOf(TOPICS.keySet());
    }

    /// What happened at a record; empty if its topic is none of those.
    public Optional<Reading> read(LogRecord record) {
        return Optional.ofNullable(byName.get(record.place().topic()))
                .map(reader -> read(record, reader));
    }

    private static Reading read(LogRecord record, Function<LogRecord, Reading> reader) {
        try {
            return reader.apply(record);
        } catch (Unreadable e) {
            return unreadable(record, String.valueOf(e.getMessage()));
        } catch (MalformedJsonException e) {
            return unreadable(record, "it is " + e.getMessage());
        }
    }

    private static Reading unreadable(LogRecord record, String why) {
        return new Sketch(record, Kind.FOUND, "A record that can't be read")
                .detail("It is not what its topic should hold: " + why + ".")
                .ownTerm()
                .reading();
    }
}
