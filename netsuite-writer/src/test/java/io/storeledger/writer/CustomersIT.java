package io.storeledger.writer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.CustomerSnapshot.Presence;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.contract.NetSuiteContract;
import io.storeledger.sandbox.fault.Fault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(BrokerExtension.class)
class CustomersIT {
    @TempDir Path folder;

    private TestWriter books;
    private SandboxApp sandbox;

    @BeforeEach
    void start(EmbeddedBroker broker) {
        books = new TestWriter(broker, folder);
        sandbox = books.sandbox();
    }

    @AfterEach
    void stop() {
        books.close();
    }

    @Test
    void writesACustomerWithItsWholeAddressBookOnce() {
        try (var _ = books.writer()) {
            publish(customer(55, "jane@example.com"), addresses(13), 0);
            assertThat(books.outcomes(1).getLast().result()).isEqualTo(Result.DONE);
            publish(customer(55, "jane@example.com"), addresses(13), 1);
            assertThat(books.outcomes(2).getLast().reasonCode()).isEqualTo("unchanged");
            publish(customer(55, "jane@example.com"), addresses(12), 2);
            assertThat(books.outcomes(3).getLast().result()).isEqualTo(Result.DONE);
        }
        ObjectNode held = held("BC-sandbox1-CUST-55");
        assertThat(held.path("addressBook").path("items").size()).isEqualTo(12);
        assertThat(held.path("email").asString("")).isEqualTo("jane@example.com");
        assertThat(held.path("isPerson").asBoolean()).isTrue();
    }

    @Test
    void sendsOnlyWhatNetSuitesContractKnows() {
        NetSuiteContract contract = NetSuiteContract.of("customer");
        try (var _ = books.writer()) {
            publish(customer(55, "jane@example.com"), addresses(2), 0);

            assertThat(books.outcomes(1).getLast().calls())
                    .isNotEmpty()
                    .allSatisfy(call ->
                            assertThat(contract.unknownNames(requireNonNull(call.sent())))
                                    .isEmpty());
        }
    }

    @Test
    void makesACompanyOfOneThatNamesACompany() {
        ObjectNode customer = customer(56, "buyer@example.com").put("company", "Engines Ltd");
        try (var _ = books.writer()) {
            publish(customer, List.of(), 0);
            books.outcomes(1);
        }
        ObjectNode held = held("BC-sandbox1-CUST-56");
        assertThat(held.path("isPerson").asBoolean(true)).isFalse();
        assertThat(held.path("companyName").asString("")).isEqualTo("Engines Ltd");
    }

    @Test
    void anOrderCreatesTheCustomerAndLeavesTheStoresRecordAlone() {
        ObjectNode order = order(57, "ada@example.com");
        try (var _ = books.writer()) {
            books.publish(order, 500);
            books.outcomes(1);
            // modified long before the order was: it is still what the store says of the customer
            publish(customer(57, "ada@example.com"), addresses(1), 0);
            assertThat(books.outcomes(2).getLast().result()).isEqualTo(Result.DONE);
            books.publish(order(57, "ada@example.com"), 600);
            books.outcomes(3);
        }
        assertThat(sandbox.netSuite().records("customer")).hasSize(1);
        assertThat(held("BC-sandbox1-CUST-57").path("firstName").asString("")).isEqualTo("Jane");
    }

    @Test
    void aGuestWhoRegistersIsTheSameCustomerIfTheRulesGoByAddress() {
        books.rules("suitetax-override", "customers: { identity: email }");
        try (var _ = books.writer()) {
            books.publish(order(0, "Bo@example.com"), 0);
            String guest = entity(books.outcomes(1).getLast());
            publish(customer(58, "bo@example.com"), addresses(1), 1);
            assertThat(books.outcomes(2).getLast().internalId()).isEqualTo(guest);
            books.publish(order(58, "bo@example.com"), 2);
            assertThat(entity(books.outcomes(3).getLast())).isEqualTo(guest);
            books.publish(order(0, "bo@example.com"), 3);
            assertThat(entity(books.outcomes(4).getLast())).isEqualTo(guest);
            publish(customer(58, "bo.new@example.com"), addresses(1), 4);
            assertThat(books.outcomes(5).getLast().internalId()).isEqualTo(guest);
            books.publish(order(0, "bo.new@example.com"), 5);
            assertThat(entity(books.outcomes(6).getLast())).isEqualTo(guest);
        }
        assertThat(sandbox.netSuite().records("customer"))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.path("email").asString("")).isEqualTo("bo.new@example.com"));
    }

    @Test
    void guestsAndRegisteredCustomersAreNeverTwoHoweverTheyCome() {
        books.rules("suitetax-override", "customers: { identity: email }");
        sandbox.faults().next(Fault.NETSUITE_LOST_ANSWER, 3);
        try (var _ = books.writer()) {
            for (int i = 0; i < 8; i++) {
                books.publish(order(i % 2 == 0 ? 0 : 59, "kim@example.com"), i);
            }
            publish(customer(59, "kim@example.com"), addresses(1), 9);
            books.outcomes(9);
        }
        assertThat(sandbox.netSuite().records("customer")).hasSize(1);
    }

    @Test
    void aDeletedCustomerStaysOrIsSwitchedOffAsTheRulesSay() {
        try (var _ = books.writer()) {
            publish(customer(60, "al@example.com"), List.of(), 0);
            books.outcomes(1);
            delete(60, 1);
            assertThat(books.outcomes(2).getLast().reasonCode()).isEqualTo("deleted");
        }
        assertThat(held("BC-sandbox1-CUST-60").path("isInactive").asBoolean()).isFalse();
        books.rules("suitetax-override", "customers: { deleted: inactive }");
        try (var _ = books.writer()) {
            delete(60, 2);
            assertThat(books.outcomes(3).getLast().result()).isEqualTo(Result.DONE);
            delete(60, 3);
            assertThat(books.outcomes(4).getLast().reasonCode()).isEqualTo("unchanged");
        }
        assertThat(held("BC-sandbox1-CUST-60").path("isInactive").asBoolean()).isTrue();
    }

    @Test
    void switchesOnAgainWhoOrdersAfterTheAccountWasDeleted() {
        books.rules("suitetax-override", "customers: { identity: email, deleted: inactive }");
        try (var _ = books.writer()) {
            publish(customer(62, "flo@example.com"), List.of(), 0);
            books.outcomes(1);
            delete(62, 1);
            books.outcomes(2);
            books.publish(order(0, "flo@example.com"), 2);

            assertThat(books.outcomes(3).getLast().result()).isEqualTo(Result.DONE);
        }
        assertThat(sandbox.netSuite().records("customer"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("isInactive").asBoolean()).isFalse());
    }

    @Test
    void aDeletionThatIsToldAgainSwitchesNobodyOffWhomAnOrderNeededSince() {
        books.rules("suitetax-override", "customers: { identity: email, deleted: inactive }");
        try (var _ = books.writer()) {
            publish(customer(65, "gil@example.com"), List.of(), 0);
            books.outcomes(1);
            publish(customer(65, "gil.new@example.com"), List.of(), 1);
            books.outcomes(2);
            delete(65, 2);
            books.outcomes(3);
            books.publish(order(65, "gil@example.com"), 3);
            delete(66, 0);
            books.outcomes(5);
            books.publish(order(66, "hal@example.com"), 3);
            assertThat(books.outcomes(6))
                    .extracting(WriteOutcome::result)
                    .containsOnly(Result.DONE, Result.SKIPPED);

            delete(65, 10);
            delete(66, 10);
            assertThat(books.outcomes(8).subList(6, 8))
                    .extracting(WriteOutcome::reasonCode)
                    .containsOnly("needed");
            publish(customer(65, "gil@example.com"), List.of(), 0);
            assertThat(books.outcomes(9).getLast().reasonCode()).isEqualTo("old-news");
        }
        assertThat(sandbox.netSuite().records("customer"))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.path("isInactive").asBoolean()).isFalse());
    }

    @Test
    void creditsTheRefundOfOneWhoseAccountWasDeleted() {
        long item = sandbox.netSuite().addItem("REFUND", "OthCharge", Map.of());
        books.rules(
                "suitetax-override",
                "customers: { identity: email, deleted: inactive }\n",
                "\"1\"",
                "refund: \"%d\"".formatted(item));
        try (var _ = books.writer()) {
            publish(customer(64, "eve@example.com"), List.of(), 0);
            books.outcomes(1);
            OrderSnapshot order =
                    TestWriter.snapshot(order(0, "eve@example.com"), 1, Disposition.IMPORT);
            books.publish(order);
            books.outcomes(2);
            delete(64, 2);
            books.outcomes(3);
            RefundSnapshot refund =
                    WriterRig.snapshot(
                            WriterRig.refundOf(order.order(), 7, new BigDecimal("1.00")), order, 3);
            books.publisher().publish(Topics.REFUNDS, refund.key().toString(), refund, List.of());

            assertThat(books.outcomes(4).getLast().result()).isEqualTo(Result.DONE);
        }
        assertThat(sandbox.netSuite().recordCount("creditMemo")).isEqualTo(1);
    }

    @Test
    void relatesACustomerToTheSubsidiaryOfItsOrderFirst() {
        books.rules("suitetax-override", "");
        try (var _ = books.writer()) {
            books.publish(order(61, "sub@example.com"), 0);
            books.outcomes(1);
        }
        books.rules("suitetax-override", "", "{ default: \"1\", byCountry: { GB: \"2\" } }");
        ObjectNode british = order(61, "sub@example.com");
        ((ObjectNode) british.path("shipping_addresses").get(0)).put("country_iso2", "GB");
        try (var _ = books.writer()) {
            books.publish(british, 1);

            WriteOutcome outcome = books.outcomes(2).getLast();

            assertThat(outcome.calls())
                    .extracting(WriteOutcome.Call::operation)
                    .contains("POST customerSubsidiaryRelationship");
        }
    }

    private ObjectNode order(long customer, String email) {
        ObjectNode order = books.placeOne();
        order.put("customer_id", customer);
        ((ObjectNode) order.path("billing_address")).put("email", email).remove("company");
        return order;
    }

    private static ObjectNode customer(long id, String email) {
        return Json.object()
                .put("id", id)
                .put("email", email)
                .put("first_name", "Jane")
                .put("last_name", "Doe")
                .put("company", "");
    }

    private static List<ObjectNode> addresses(int count) {
        List<ObjectNode> all = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            all.add(
                    Json.object()
                            .put("id", i)
                            .put("first_name", "Jane")
                            .put("last_name", "Doe")
                            .put("address1", i + " Main Street")
                            .put("city", "Austin")
                            .put("state_or_province", "Texas")
                            .put("postal_code", "73301")
                            .put("country_code", "US")
                            .put("address_type", "residential"));
        }
        return all;
    }

    private void publish(ObjectNode customer, List<ObjectNode> addresses, int later) {
        publish(customer.path("id").asLong(), Presence.PRESENT, customer, addresses, later);
    }

    private void delete(long id, int later) {
        publish(id, Presence.DELETED, Json.object(), List.of(), later);
    }

    private void publish(
            long id,
            Presence presence,
            ObjectNode customer,
            List<ObjectNode> addresses,
            int later) {
        var snapshot =
                new CustomerSnapshot(
                        "main",
                        "sandbox1",
                        id,
                        presence,
                        customer,
                        addresses,
                        TestWriter.version(later),
                        List.of(new Cause("webhooks", 0, 0, Instant.now())),
                        1);
        books.publisher().publish(Topics.CUSTOMERS, snapshot.key().toString(), snapshot, List.of());
    }

    private String entity(WriteOutcome order) {
        return sandbox.netSuite()
                .byExternalId("salesOrder", order.externalId())
                .orElseThrow()
                .path("entity")
                .path("id")
                .asString("");
    }

    private ObjectNode held(String externalId) {
        return sandbox.netSuite().byExternalId("customer", externalId).orElseThrow();
    }
}
