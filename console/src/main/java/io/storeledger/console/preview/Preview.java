package io.storeledger.console.preview;

import static java.util.Objects.requireNonNull;

import io.storeledger.common.config.Live;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.PersonalData;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topic;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.log.PlaceReader;
import io.storeledger.mapping.Rules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;

/// Tells what snapshots would do in NetSuite, by the decisions that the writer itself takes. It
/// calls nothing and writes nothing.
///
/// What it judged as created or changed counts as written from then on; so one preview is for one
/// dry run, and for one thread at a time. It sees what NetSuite held when it was first asked.
public final class Preview implements Judge, AutoCloseable {
    private final LogReader log;
    private final PlaceReader places;
    private final Map<String, Rules> rules;
    private final Set<String> keys;
    private final Map<String, StorePreview> stores = new LinkedHashMap<>();

    /// Reads what NetSuite holds and what it was sent when it is first asked.
    ///
    /// @param rules of each store, by its hash; see [#rules]
    /// @param keys the records that will be asked for, `store/order/id`; empty for all of them,
    ///   which reads all outcomes once
    public Preview(KafkaClients kafka, Map<String, Rules> rules, Set<String> keys) {
        this.log = new LogReader(kafka, "preview");
        this.places = new PlaceReader(kafka);
        this.rules = Map.copyOf(rules);
        this.keys = Set.copyOf(keys);
    }

    /// The rules of each connection of the configuration that has some, by its store's hash.
    public static Map<String, Live<Rules>> rules(Settings root) {
        Map<String, Live<Rules>> rules = new LinkedHashMap<>();
        Sections.connections(root).values().stream()
                .filter(connection -> connection.has("rules"))
                .forEach(connection ->
                        rules.put(
                                Sections.store(connection).string("storeHash"),
                                connection.live("rules", Rules::read)));
        return rules;
    }

    /// The rules as they are now.
    public static Map<String, Rules> now(Map<String, Live<Rules>> rules) {
        Map<String, Rules> now = new LinkedHashMap<>();
        rules.forEach((store, its) -> now.put(store, its.now()));
        return now;
    }

    /// What a record would do; one that holds no snapshot would only be written.
    @Override
    public Judgement judge(
            Topic<?> topic, String key, Headers headers, byte[] value, boolean forced) {
        Optional<SnapshotKind> kind = SnapshotKind.of(topic);
        if (kind.isEmpty()) {
            return Judgement.of(Judgement.REPLAYED, "It would be written again.");
        }
        String store = RecordKey.storeOf(key);
        if (!rules.containsKey(store)) {
            return Judgement.of(
                    Judgement.SKIPPED,
                    "The configuration has no rules for the store that %s belongs to."
                            .formatted(key));
        }
        boolean force =
                forced
                        || EventHeaders.text(headers, EventHeaders.FORCED)
                                .filter("true"::equals)
                                .isPresent();
        try {
            StorePreview its = requireNonNull(stores().get(store));
            Judgement judgement =
                    switch (kind.get()) {
                        case ORDER -> its.order(Json.read(value, OrderSnapshot.class), force);
                        case REFUND -> its.refund(Json.read(value, RefundSnapshot.class), force);
                        case CUSTOMER ->
                                its.customer(Json.read(value, CustomerSnapshot.class), force);
                    };
            // a reason may quote the record, as those of dead letters do
            return judgement.would().equals(Judgement.REJECTED)
                    ? Judgement.of(
                            Judgement.REJECTED, PersonalData.of(value).hide(judgement.sentence()))
                    : judgement;
        } catch (MalformedJsonException e) {
            return Judgement.of(Judgement.REJECTED, "The record is " + e.getMessage() + ".");
        }
    }

    private Map<String, StorePreview> stores() {
        if (stores.isEmpty()) {
            HeldIndex held = HeldIndex.read(log, places, keys);
            ItemIds items = ItemIds.read(log);
            rules.forEach(
                    (store, its) -> stores.put(store, new StorePreview(store, its, held, items)));
        }
        return stores;
    }

    @Override
    public void close() {
        places.close();
    }
}
