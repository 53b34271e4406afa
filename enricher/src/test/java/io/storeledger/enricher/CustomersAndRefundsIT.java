package io.storeledger.enricher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.CustomerSnapshot.Presence;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.sandbox.SandboxApp;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(BrokerExtension.class)
class CustomersAndRefundsIT {
    private TestPipeline pipeline;
    private SandboxApp sandbox;

    @BeforeEach
    void start(EmbeddedBroker broker) {
        pipeline = new TestPipeline(broker);
        sandbox = pipeline.sandbox();
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void publishesACustomerWithAllOfItsAddresses() {
        long few = customer(2);
        long many = customer(13);
        try (var _ = pipeline.enricher()) {
            tellOfCustomer(few, "store/customer/created");
            tellOfCustomer(many, "store/customer/address/created");

            assertThat(pipeline.read(Topics.CUSTOMERS, 2))
                    .extracting(
                            CustomerSnapshot::customerId,
                            CustomerSnapshot::presence,
                            snapshot -> snapshot.addresses().size(),
                            CustomerSnapshot::calls)
                    .containsExactlyInAnyOrder(
                            tuple(few, Presence.PRESENT, 2, 1),
                            tuple(many, Presence.PRESENT, 13, 2));
        }
    }

    @Test
    void publishesThatACustomerWasDeleted() {
        long id = customer(1);
        sandbox.store().deleteCustomer(id);
        try (var _ = pipeline.enricher()) {
            tellOfCustomer(id, "store/customer/deleted");

            assertThat(pipeline.read(Topics.CUSTOMERS, 1).getFirst().presence())
                    .isEqualTo(Presence.DELETED);
        }
    }

    @Test
    void publishesARefundWithItsOrder() {
        long order = sandbox.shoppers().placeOne();
        long refund = refund(order, "5.00");
        long other = refund(order, "1.00");
        try (var _ = pipeline.enricher()) {
            tellOfRefund(order, refund);

            RefundSnapshot snapshot = pipeline.read(Topics.REFUNDS, 1).getFirst();

            assertThat(snapshot.refundId()).isEqualTo(refund);
            assertThat(snapshot.refund().path("total_amount").decimalValue())
                    .isEqualByComparingTo("5.00");
            assertThat(snapshot.order().orderId()).isEqualTo(order);
            assertThat(snapshot.order().products()).isNotEmpty();
            assertThat(pipeline.read(Topics.ORDERS, 1)).isNotEmpty();

            tellOfRefund(order, other);
            assertThat(pipeline.read(Topics.REFUNDS, 2))
                    .extracting(RefundSnapshot::refundId)
                    .containsExactly(refund, other);
        }
    }

    @Test
    void rejectsARefundThatTheStoreNeverShows() {
        long order = sandbox.shoppers().placeOne();
        try (var _ = pipeline.enricher()) {
            tellOfRefund(order, 4711);

            assertThat(pipeline.read(Topics.WEBHOOKS.deadLetters(), 1)).hasSize(1);
        }
    }

    private long customer(int addresses) {
        ObjectNode customer = Json.object();
        customer.put("email", "jane%d@example.com".formatted(addresses));
        customer.put("first_name", "Jane").put("last_name", "Doe");
        var list = customer.putArray("addresses");
        for (int i = 1; i <= addresses; i++) {
            list.addObject().put("address1", i + " Main Street").put("country_code", "US");
        }
        return sandbox.store().addCustomer(customer);
    }

    private long refund(long order, String amount) {
        ObjectNode refund = Json.object();
        refund.put("total_amount", new BigDecimal(amount));
        refund.putArray("items")
                .addObject()
                .put("item_type", "ORDER")
                .put("item_id", order)
                .put("requested_amount", new BigDecimal(amount));
        return sandbox.store().refund(order, refund, false);
    }

    private void tellOfCustomer(long id, String scope) {
        pipeline.tell(RecordKey.customer("sandbox1", id), scope, "{}");
    }

    private void tellOfRefund(long order, long refund) {
        pipeline.tell(
                RecordKey.order("sandbox1", order),
                "store/order/refund/created",
                """
                {"data": {"type": "order", "id": %d, "refund": {"refund_id": %d}}}
                """
                        .formatted(order, refund));
    }
}
