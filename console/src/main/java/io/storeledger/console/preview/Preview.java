package io.storeledger.console.preview;

import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topics;
import io.storeledger.mapping.Rules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;

/// Tells what snapshots would do in NetSuite, by the decisions that the writer itself takes. It
/// calls nothing and writes nothing.
///
/// What it judged as created or changed counts as written from then on; so one preview is for one
/// dry run, and for one thread at a time. It sees what NetSuite held when it was made.
public final class Preview implements AutoCloseable {
    private final KafkaConfig config;
    private final BoundedRead log;
    private final Map<String, StorePreview> stores = new LinkedHashMap<>();

    /// Reads what NetSuite holds and what it was sent, up to now.
    ///
    /// @param rules of each store, by its hash; see [#rules]
    /// @param keys the records that will be asked for, `store/order/id`; empty for all of them,
    ///   which reads all outcomes once
    public Preview(KafkaClients kafka, Map<String, Rules> rules, Set<String> keys) {
        this.config = kafka.config();
        this.log = new BoundedRead(kafka);
        HeldIndex held = HeldIndex.read(log, config, keys);
        ItemIds items = ItemIds.read(log, config);
        rules.forEach((store, its) -> stores.put(store, new StorePreview(store, its, held, items)));
    }

    /// The rules of each connection of the configuration, by its store's hash.
    public static Map<String, Rules> rules(Settings root) {
        Map<String, Rules> rules = new LinkedHashMap<>();
        Sections.connections(root)
                .values()
                .forEach(connection ->
                        rules.put(
                                Sections.store(connection).string("storeHash"),
                                Rules.read(connection.sectionOrFile("rules"))));
        return rules;
    }

    /// What a record of the topics of orders, refunds and customers would do.
    ///
    /// @param topic its name on the cluster
    /// @param forced whether it would be written though NetSuite holds a newer or the same state
    /// @throws IllegalArgumentException if the topic is another one
    public Judgement judge(
            String topic, String key, Headers headers, byte[] value, boolean forced) {
        StorePreview store = stores.get(RecordKey.storeOf(key));
        if (store == null) {
            return Judgement.of(
                    Judgement.SKIPPED,
                    "No connection of the configuration is of the store that %s belongs to."
                            .formatted(key));
        }
        boolean force =
                forced
                        || EventHeaders.text(headers, EventHeaders.FORCED)
                                .filter("true"::equals)
                                .isPresent();
        try {
            if (topic.equals(config.nameOf(Topics.ORDERS))) {
                return store.order(Json.read(value, OrderSnapshot.class), force);
            }
            if (topic.equals(config.nameOf(Topics.REFUNDS))) {
                return store.refund(Json.read(value, RefundSnapshot.class), force);
            }
            if (topic.equals(config.nameOf(Topics.CUSTOMERS))) {
                return store.customer(Json.read(value, CustomerSnapshot.class), force);
            }
        } catch (MalformedJsonException e) {
            return Judgement.of(Judgement.REJECTED, "The record is " + e.getMessage() + ".");
        }
        throw new IllegalArgumentException(topic + " has no records that are written to NetSuite");
    }

    @Override
    public void close() {
        log.close();
    }
}
