package io.storeledger.console.preview;

import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.ItemSnapshot;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.ProductData;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.Version;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.event.WriteOutcome.Call;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topics;
import io.storeledger.mapping.Digest;
import io.storeledger.mapping.ExternalIds;
import io.storeledger.mapping.MappedOrder;
import io.storeledger.mapping.MappedRefund;
import io.storeledger.mapping.ProfileMapper;
import io.storeledger.mapping.References;
import io.storeledger.mapping.RefundMapper;
import io.storeledger.mapping.Rules;
import io.storeledger.mapping.SalesOrderMapper;
import io.storeledger.mapping.StoreCustomer;
import io.storeledger.mapping.StoreOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Writes into the log what the writer would, with the mapping's own bodies and digests.
public final class Books implements AutoCloseable {
    /// The store of all of it.
    public static final String STORE = "abc1";

    /// Some time.
    public static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");

    /// Rules that bring its orders.
    public static final String RULES =
            """
            currencies: {GBP: 1}
            location: {default: 3, byCountry: {GB: 31}}
            items: {shipping: 900, discount: 904, refund: 910}
            tax: {strategy: suitetax-override, type: 77, code: 78}
            """;

    private final Publisher publisher;
    private final KafkaClients kafka;

    Books(EmbeddedBroker broker) {
        String prefix = UUID.randomUUID() + ".";
        kafka =
                new KafkaClients(
                        new KafkaConfig(
                                Optional.of(broker.bootstrapServers()),
                                Map.of(),
                                prefix,
                                prefix,
                                3,
                                1,
                                Optional.empty()));
        new TopicAdmin(kafka).ensure(Topics.ALL);
        publisher = new Publisher(kafka, "books");
    }

    /// In a log that is there.
    public Books(KafkaClients kafka) {
        this.kafka = kafka;
        publisher = new Publisher(kafka, "books");
    }

    KafkaClients kafka() {
        return kafka;
    }

    /// Rules as they are written.
    public static Rules rules(String yaml) {
        SettingsFile file = SettingsFile.parse("test", "rules:\n" + yaml.indent(2), Map.of());
        Rules rules = Rules.read(file.root().section("rules"));
        file.check();
        return rules;
    }

    /// An order of two towels and their delivery.
    public static OrderSnapshot order(long id, Instant modified) {
        ObjectNode order =
                (ObjectNode)
                        Json.tree(
                                """
                                {"id": %d, "status_id": 11, "customer_id": 0,
                                 "date_created": "Sun, 01 Mar 2026 09:00:00 +0000",
                                 "default_currency_code": "GBP", "payment_method": "Cash",
                                 "subtotal_ex_tax": "20.00", "subtotal_inc_tax": "24.00",
                                 "shipping_cost_ex_tax": "5.00", "shipping_cost_inc_tax": "6.00",
                                 "shipping_cost_tax": "1.00", "discount_amount": "0.00",
                                 "coupon_discount": "0.00", "total_ex_tax": "25.00",
                                 "total_inc_tax": "30.00", "total_tax": "5.00",
                                 "billing_address": {"first_name": "Ada", "last_name": "Byron",
                                   "street_1": "1 Mill Lane", "city": "Leeds", "zip": "LS1 1AA",
                                   "country_iso2": "GB", "email": "ada@example.com"}}
                                """
                                        .formatted(id));
        ObjectNode towel =
                (ObjectNode)
                        Json.tree(
                                """
                                {"id": 1, "product_id": 5, "sku": "TOWEL", "name": "Towel",
                                 "quantity": 2, "total_ex_tax": "20.00", "total_tax": "4.00",
                                 "total_inc_tax": "24.00"}
                                """);
        return new OrderSnapshot(
                "main",
                STORE,
                id,
                Disposition.IMPORT,
                order,
                List.of(towel),
                List.of(),
                List.of(),
                new Version(modified, modified),
                List.of(),
                1);
    }

    static RefundSnapshot refund(long id, OrderSnapshot order, String total) {
        ObjectNode refund =
                (ObjectNode)
                        Json.tree(
                                """
                                {"id": %d, "order_id": %d, "created": "2026-03-02T09:00:00+00:00",
                                 "total_amount": %s, "total_tax": 0, "payments": [],
                                 "items": [{"item_type": "ORDER", "item_id": %d,
                                            "requested_amount": %s}]}
                                """
                                        .formatted(
                                                id,
                                                order.orderId(),
                                                total,
                                                order.orderId(),
                                                total));
        return new RefundSnapshot(id, refund, order, order.version(), List.of(), 1);
    }

    static CustomerSnapshot customer(long id, String phone, Instant modified) {
        ObjectNode customer =
                (ObjectNode)
                        Json.tree(
                                """
                                {"id": %d, "first_name": "Ada", "last_name": "Byron",
                                 "email": "ada@example.com", "phone": "%s"}
                                """
                                        .formatted(id, phone));
        return new CustomerSnapshot(
                "main",
                STORE,
                id,
                CustomerSnapshot.Presence.PRESENT,
                customer,
                List.of(),
                new Version(modified, modified),
                List.of(),
                1);
    }

    /// Has NetSuite know an item.
    void item(String sku, String id) {
        var item =
                new ItemSnapshot(
                        "main",
                        STORE,
                        id,
                        sku,
                        false,
                        null,
                        new ProductData(sku, null, null, null, null),
                        TIME);
        publisher.publish(Topics.ITEMS, item.key().toString(), item, List.of());
    }

    /// Has an order written, with a customer that is filled in and a call that was refused first.
    public void wrote(OrderSnapshot snapshot, Rules rules) {
        StoreOrder order = StoreOrder.of(snapshot);
        var mapped = (MappedOrder.Mapped) SalesOrderMapper.map(order, rules, references(order));
        ObjectNode sent = mapped.body().deepCopy();
        sent.putObject("entity").put("id", "77");
        ObjectNode refused = sent.deepCopy().put("memo", "never taken");
        write(
                snapshot.key(),
                "salesOrder",
                new ExternalIds(STORE).salesOrder(Long.toString(snapshot.orderId())),
                snapshot.version(),
                Digest.of(mapped.body()),
                List.of(
                        new Call("PUT salesOrder", refused, "NetSuite refused it.", 3),
                        new Call("PUT salesOrder", sent, "1001", 5)));
    }

    void wrote(RefundSnapshot refund, Rules rules) {
        StoreOrder order = StoreOrder.of(refund.order());
        var mapped =
                (MappedRefund.Mapped)
                        RefundMapper.map(refund.refund(), order, rules, references(order));
        ObjectNode sent = mapped.body().deepCopy().put("externalId", "BC-x");
        write(
                refund.key(),
                "creditMemo",
                new ExternalIds(STORE).creditMemo(Long.toString(refund.refundId())),
                refund.version(),
                Digest.ofCredit(mapped.proof()),
                List.of(new Call("POST creditMemo", sent, "2001", 5)));
    }

    void wrote(CustomerSnapshot snapshot, Rules rules) {
        ObjectNode body =
                ProfileMapper.map(
                        new StoreCustomer(
                                snapshot.store(), snapshot.customer(), snapshot.addresses()),
                        rules);
        write(
                snapshot.key(),
                "customer",
                new ExternalIds(STORE).customer(Long.toString(snapshot.customerId())),
                snapshot.version(),
                Digest.of(body),
                List.of(new Call("PUT customer", body, "77", 5)));
    }

    private void write(
            RecordKey key,
            String type,
            String externalId,
            Version version,
            String digest,
            List<Call> calls) {
        publisher.publish(
                Topics.OUTCOMES,
                key.toString(),
                new WriteOutcome(
                        "main",
                        WriteOutcome.Result.DONE,
                        null,
                        null,
                        type,
                        externalId,
                        "1001",
                        version,
                        calls,
                        1,
                        TIME,
                        TIME,
                        List.of(),
                        null),
                List.of());
        publisher.publish(
                Topics.RECORDS,
                externalId,
                new HeldRecord(type, externalId, "1001", version, digest, null),
                List.of());
    }

    private static References references(StoreOrder order) {
        return new References(
                order.products().stream()
                        .collect(
                                Collectors.toMap(
                                        product -> product.path("sku").asString(),
                                        product -> "5000")),
                Optional.empty());
    }

    @Override
    public void close() {
        publisher.close();
    }
}
