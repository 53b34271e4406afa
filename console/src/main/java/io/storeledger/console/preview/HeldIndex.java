package io.storeledger.console.preview;

import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.event.WriteOutcome.Call;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.log.Place;
import io.storeledger.console.log.PlaceReader;
import io.storeledger.console.log.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.node.ObjectNode;

/// What NetSuite holds as far as we wrote it, and where in the log the bodies lie that were sent.
/// Bodies are fetched when they are asked for; the index has places only.
///
/// What a preview has judged as written counts as held from then on, so that a second snapshot of
/// the same order is compared with the first.
final class HeldIndex {
    /// So many bodies of what was judged are kept to compare with.
    private static final int BODIES = 10_000;

    private final PlaceReader bodies;
    private final Map<String, HeldRecord> held = new HashMap<>();
    private final Map<String, List<Place>> places = new HashMap<>();
    private final Map<String, ObjectNode> judged =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ObjectNode> eldest) {
                    return size() > BODIES;
                }
            };

    private HeldIndex(PlaceReader bodies) {
        this.bodies = bodies;
    }

    /// Reads the topics up to where they end now.
    ///
    /// @param bodies gives the bodies, when they are asked for
    /// @param keys the records that will be asked for; empty for all
    static HeldIndex read(LogReader log, PlaceReader bodies, Set<String> keys) {
        var index = new HeldIndex(bodies);
        log.read(log.all(Topics.RECORDS), index::held);
        List<TopicPartition> partitions =
                keys.isEmpty()
                        ? log.partitions(Topics.OUTCOMES)
                        : log.partitionsOf(Topics.OUTCOMES, keys);
        Predicate<String> wanted = keys.isEmpty() ? key -> true : keys::contains;
        log.read(
                log.span(partitions, new Position.Beginning(), new Position.End()),
                record -> {
                    if (wanted.test(record.key())) {
                        index.sent(record);
                    }
                });
        return index;
    }

    /// What NetSuite holds under an external id.
    Optional<HeldRecord> held(String externalId) {
        return Optional.ofNullable(held.get(externalId));
    }

    /// The last body that NetSuite was sent for an external id, later changes of single fields
    /// included; empty if it is not in the log.
    Optional<ObjectNode> body(String externalId) {
        ObjectNode known = judged.get(externalId);
        if (known != null) {
            return Optional.of(known);
        }
        ObjectNode body = Json.object();
        for (Place place : places.getOrDefault(externalId, List.of())) {
            bodies.read(place)
                    .map(record -> Json.read(record.value(), WriteOutcome.class))
                    .ifPresent(outcome ->
                            bodies(outcome).stream()
                                    .filter(sent -> sent.externalId().equals(externalId))
                                    .forEach(sent -> body.setAll(sent.body())));
        }
        return body.isEmpty() ? Optional.empty() : Optional.of(body);
    }

    /// Takes it as written.
    void suppose(HeldRecord record, ObjectNode body) {
        held.put(record.externalId(), record);
        judged.put(record.externalId(), body);
    }

    private void held(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            held.remove(record.key());
        } else {
            held.put(record.key(), Json.read(record.value(), HeldRecord.class));
        }
    }

    private void sent(ConsumerRecord<String, byte[]> record) {
        var outcome = Json.read(record.value(), WriteOutcome.class);
        Place place = Place.of(record);
        for (Sent sent : bodies(outcome)) {
            List<Place> all = places.computeIfAbsent(sent.externalId(), id -> new ArrayList<>(1));
            if (sent.whole()) {
                all.clear();
            }
            if (!all.contains(place)) {
                all.add(place);
            }
        }
    }

    /// A body that NetSuite took.
    ///
    /// @param whole whether it says all that the one before said
    private record Sent(String externalId, ObjectNode body, boolean whole) {}

    /// An order's outcome may tell of its customer as well.
    private static List<Sent> bodies(WriteOutcome outcome) {
        List<Sent> all = new ArrayList<>();
        for (Call call : outcome.calls()) {
            ObjectNode body = call.sent();
            if (body == null || isRefused(call) || closesLines(body)) {
                continue;
            }
            boolean ofCustomer = call.operation().endsWith(" customer");
            boolean own = ofCustomer == outcome.type().equals("customer");
            if (own && outcome.result() == Result.DONE && isOfType(call, outcome.type())) {
                all.add(new Sent(outcome.externalId(), body, isWhole(call, body)));
            } else if (ofCustomer && body.has("externalId")) {
                all.add(new Sent(body.path("externalId").asString(""), body, true));
            }
        }
        return all;
    }

    private static boolean isOfType(Call call, String type) {
        return call.operation().endsWith(" " + type) || call.operation().endsWith("/" + type);
    }

    /// Customers are changed by a `PATCH` of everything, or of one field when they are switched
    /// off.
    private static boolean isWhole(Call call, ObjectNode body) {
        return !call.operation().startsWith("PATCH ") || body.has("isPerson");
    }

    /// What NetSuite took is answered with the record's id, or in the one word that a sales order
    /// was approved; a refusal is a sentence.
    private static boolean isRefused(Call call) {
        String answer = call.answer();
        return answer == null || !(answer.equals("approved") || answer.matches("-?\\d+"));
    }

    /// A cancellation closes lines by their keys; the lines themselves stay what they were.
    private static boolean closesLines(ObjectNode body) {
        return body.path("item").path("items").path(0).has("isClosed");
    }
}
