package io.storeledger.writer;

import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.event.Version;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.sandbox.SandboxApp;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A [TestWriter] with what refunds need: an item for them, and refunds as the enricher publishes
/// them.
final class WriterRig implements AutoCloseable {
    final SandboxApp sandbox;
    private final TestWriter books;
    private final long refundItem;

    WriterRig(EmbeddedBroker broker, Path folder) {
        books = new TestWriter(broker, folder);
        sandbox = books.sandbox();
        refundItem = sandbox.netSuite().addItem("REFUND", "OthCharge", Map.of());
    }

    /// A writer with the rules' tax strategy and further rules, a line of YAML.
    WriterApp writer(String strategy, String more) {
        books.rules(strategy, more + "\n", "\"1\"", "refund: \"%d\"".formatted(refundItem));
        return books.writer();
    }

    WriterApp writer(String more) {
        return writer("suitetax-override", more);
    }

    /// A single-address order that a shopper placed, with at least one thing in it that costs.
    ObjectNode placeOne() {
        while (true) {
            ObjectNode order = sandbox.store().order(sandbox.shoppers().placeOne());
            order.put("status_id", 11);
            JsonNode first = order.path("products").path(0);
            if (order.path("shipping_addresses").size() == 1
                    && money(first, "discounted_total_inc_tax").signum() > 0
                    && money(order, "total_tax").signum() > 0) {
                return order;
            }
        }
    }

    void publish(OrderSnapshot order) {
        books.publish(order);
    }

    void publish(RefundSnapshot refund) {
        publish(refund, ReplayMark.NONE);
    }

    void publish(OrderSnapshot order, ReplayMark replay) {
        publish(Topics.ORDERS, order.key(), order, replay);
    }

    void publish(RefundSnapshot refund, ReplayMark replay) {
        publish(Topics.REFUNDS, refund.key(), refund, replay);
    }

    void publish(CustomerSnapshot customer, ReplayMark replay) {
        publish(Topics.CUSTOMERS, customer.key(), customer, replay);
    }

    private <V> void publish(Topic<V> topic, RecordKey key, V snapshot, ReplayMark replay) {
        books.publisher().publish(topic, key.toString(), snapshot, replay.headers());
    }

    KafkaClients kafka() {
        return books.kafka();
    }

    static OrderSnapshot snapshot(ObjectNode order, int later, Disposition disposition) {
        return TestWriter.snapshot(order, later, disposition);
    }

    /// A refund of a whole order, as an amount on the order.
    static ObjectNode refundOf(ObjectNode order, long id, BigDecimal amount) {
        ObjectNode refund =
                Json.object()
                        .put("id", id)
                        .put("order_id", order.path("id").asLong())
                        .put("created", "2026-01-02T10:00:00+00:00")
                        .put("reason", "")
                        .put("total_amount", amount)
                        .put("total_tax", 0)
                        .put("uses_merchant_override_values", false);
        refund.putArray("items")
                .addObject()
                .put("item_type", "ORDER")
                .put("item_id", order.path("id").asLong())
                .put("requested_amount", amount);
        refund.putArray("payments").addObject().put("amount", amount).put("is_declined", false);
        return refund;
    }

    static RefundSnapshot snapshot(ObjectNode refund, OrderSnapshot order, int later) {
        Instant modified = Instant.parse("2026-01-02T10:00:00Z");
        return new RefundSnapshot(
                refund.path("id").asLong(),
                refund,
                order,
                new Version(modified, modified.plusSeconds(later)),
                List.of(new Cause("webhooks", 0, 0, Instant.now())),
                2);
    }

    ObjectNode sale(ObjectNode order) {
        return held("salesOrder", "SO-" + order.path("id").asString(""));
    }

    ObjectNode held(String type, String id) {
        return sandbox.netSuite().byExternalId(type, "BC-sandbox1-" + id).orElseThrow();
    }

    static BigDecimal money(JsonNode of, String field) {
        return new BigDecimal(of.path(field).asString("0"));
    }

    List<WriteOutcome> outcomes(int atLeast) {
        return books.outcomes(atLeast);
    }

    List<ConsumerRecord<String, byte[]>> read(Topic<?> topic, int atLeast) {
        return books.read(topic, atLeast);
    }

    @Override
    public void close() {
        books.close();
    }
}
