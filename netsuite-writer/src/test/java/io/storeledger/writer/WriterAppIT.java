package io.storeledger.writer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.Attempt;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.contract.NetSuiteContract;
import io.storeledger.sandbox.fault.Fault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(BrokerExtension.class)
class WriterAppIT {
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
    void writesEveryKindOfOrderToTheCentWithItsCustomerFirst() {
        List<ObjectNode> orders = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            orders.add(placeOne());
        }
        try (var writer = writer()) {
            orders.forEach(order -> publish(order, 0));
            List<WriteOutcome> outcomes = outcomes(60);

            assertThat(outcomes).extracting(WriteOutcome::result).containsOnly(Result.DONE);
            assertThat(writer.waitingFor()).isEmpty();
        }
        for (ObjectNode order : orders) {
            ObjectNode sale = sale(order);
            assertThat(money(sale, "total"))
                    .as("total of order %s", order.path("id"))
                    .isEqualByComparingTo(money(order, "total_inc_tax"));
            assertThat(sale.path("entity").path("id").asString("")).isNotEmpty();
            assertThat(sale.path("otherRefNum").asString("")).isEqualTo(id(order));
        }
        assertThat(sandbox.netSuite().records("salesOrder")).hasSize(60);
    }

    @Test
    void spendsNoCallOnWhatNetSuiteHoldsAlready() {
        ObjectNode order = placeOne();
        try (var _ = writer()) {
            publish(order, 0);
            outcomes(1);
            int writes = sandbox.netSuite().writes().size();

            publish(order, 1);
            List<WriteOutcome> outcomes = outcomes(2);

            assertThat(outcomes.getLast().reasonCode()).isEqualTo("unchanged");
            assertThat(sandbox.netSuite().writes()).hasSize(writes);
        }
        try (var _ = writer()) {
            int writes = sandbox.netSuite().writes().size();
            publish(order, 2);

            assertThat(outcomes(3).getLast().reasonCode()).isEqualTo("unchanged");
            assertThat(sandbox.netSuite().writes()).hasSize(writes);
        }
    }

    @Test
    void followsRulesThatChangeAndKeepsThemWhileTheNewOnesHaveFaults() {
        var metrics = new SimpleMeterRegistry();
        try (var _ = books.watch(metrics);
                var _ = writer()) {
            ObjectNode before = placeOne();
            publish(before, 0);
            outcomes(1);

            books.change("memo: changed {order.id}");
            awaitReload(metrics, "applied");
            ObjectNode after = placeOne();
            publish(after, 0);
            outcomes(2);

            books.change("memo: faulty {nothing.at.all}\nmeno: misspelt");
            awaitReload(metrics, "faulty");
            ObjectNode meanwhile = placeOne();
            publish(meanwhile, 0);
            outcomes(3);

            assertThat(memo(before)).isEqualTo("BigCommerce order " + id(before));
            assertThat(memo(after)).isEqualTo("changed " + id(after));
            assertThat(memo(meanwhile)).isEqualTo("changed " + id(meanwhile));
        }
    }

    @Test
    void sendsOnlyWhatNetSuitesContractKnows() {
        Map<String, NetSuiteContract> contracts =
                Map.of(
                        "POST customer", NetSuiteContract.of("customer"),
                        "PUT salesOrder", NetSuiteContract.of("salesOrder"));
        try (var _ = writer()) {
            for (int i = 0; i < 20; i++) {
                publish(placeOne(), 0);
            }

            assertThat(outcomes(20).stream().flatMap(outcome -> outcome.calls().stream()))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(call ->
                            assertThat(
                                            requireNonNull(contracts.get(call.operation()))
                                                    .unknownNames(requireNonNull(call.sent())))
                                    .isEmpty());
        }
    }

    @Test
    void neverWritesOldNews() {
        ObjectNode newer = placeOne();
        ObjectNode older = newer.deepCopy();
        older.put("staff_notes", "before");
        try (var _ = writer()) {
            publish(newer, 100);
            outcomes(1);
            publish(older, 50);

            WriteOutcome outcome = outcomes(2).getLast();

            assertThat(outcome.result()).isEqualTo(Result.SKIPPED);
            assertThat(outcome.reasonCode()).isEqualTo("old-news");
        }
    }

    @Test
    void replacesTheLinesOfAChangedOrder() {
        ObjectNode order = placeOne();
        try (var _ = writer()) {
            publish(order, 0);
            outcomes(1);
            int lines = sale(order).path("item").path("items").size();
            ObjectNode changed = order.deepCopy();
            rename(changed);
            publish(changed, 10);

            assertThat(outcomes(2).getLast().result()).isEqualTo(Result.DONE);
            JsonNode items = sale(order).path("item").path("items");
            assertThat(items.size()).isEqualTo(lines);
            assertThat(items.get(0).path("description").asString("")).contains("Renamed");
        }
    }

    @Test
    void endsInOneSalesOrderWhenTheAnswerIsLost() {
        sandbox.faults().next(Fault.NETSUITE_LOST_ANSWER, 2);
        sandbox.faults().next(Fault.NETSUITE_500_AFTER_WRITE, 1);
        ObjectNode order = placeOne();
        try (var _ = writer()) {
            publish(order, 0);

            assertThat(outcomes(1).getLast().result()).isEqualTo(Result.DONE);
        }
        assertThat(sandbox.netSuite().records("salesOrder")).hasSize(1);
        assertThat(sandbox.netSuite().records("customer")).hasSize(1);
        assertThat(money(sale(order), "total")).isEqualByComparingTo(money(order, "total_inc_tax"));
    }

    @Test
    void survivesEverythingThatMayPassAtNetSuite() {
        for (Fault fault :
                List.of(
                        Fault.NETSUITE_429,
                        Fault.NETSUITE_500,
                        Fault.NETSUITE_503,
                        Fault.NETSUITE_CUT,
                        Fault.NETSUITE_LOCKED,
                        Fault.NETSUITE_TOKEN_REVOKED)) {
            sandbox.faults().next(fault, 1);
        }
        ObjectNode order = placeOne();
        try (var _ = writer()) {
            publish(order, 0);

            assertThat(outcomes(1).getLast().result()).isEqualTo(Result.DONE);
        }
        assertThat(sandbox.netSuite().records("salesOrder")).hasSize(1);
        assertThat(books.read(Topics.ATTEMPTS, 1))
                .allSatisfy(record -> {
                    assertThat(record.key()).isEqualTo("sandbox1/order/" + id(order));
                    Attempt attempt = Json.read(record.value(), Attempt.class);
                    assertThat(attempt.consumer()).isEqualTo("writer.main");
                    assertThat(attempt.causedBy()).isNotEmpty();
                })
                .anySatisfy(record ->
                        assertThat(Json.read(record.value(), Attempt.class).calls()).isNotEmpty());
    }

    @Test
    void leavesAnOrderAloneThatNetSuiteHasBegunToFulfil() {
        ObjectNode order = placeOne();
        try (var _ = writer()) {
            publish(order, 0);
            outcomes(1);
            sandbox.netSuite().fulfil("BC-sandbox1-SO-" + id(order));
            ObjectNode changed = order.deepCopy();
            rename(changed);
            publish(changed, 10);

            WriteOutcome outcome = outcomes(2).getLast();

            assertThat(outcome.result()).isEqualTo(Result.SKIPPED);
            assertThat(outcome.reason()).contains("rules.updates.afterFulfilment");
            assertThat(sale(order).toString()).doesNotContain("Renamed");
        }
    }

    @Test
    void looksBeforeItWritesAnOldOrderThatItDoesNotRemember() {
        ObjectNode order = placeOne();
        try (var _ = writer()) {
            publish(order, 0);
            outcomes(1);
        }
        sandbox.netSuite().bill("BC-sandbox1-SO-" + id(order));
        ObjectNode old = order.deepCopy();
        old.put("date_created", "Tue, 05 Mar 2019 21:40:11 +0000");
        books.forgetEverything();
        try (var _ = writer()) {
            publish(old, 5);

            assertThat(outcomes(1).getLast().reasonCode()).isEqualTo("already-begun");
        }
    }

    @Test
    void rejectsWhatNetSuiteHasNoItemForAndSaysWhatToDo() {
        ObjectNode order = placeOne();
        ((ObjectNode) order.path("products").get(0)).put("sku", "NO-SUCH-SKU").put("product_id", 7);
        try (var _ = writer()) {
            publish(order, 0);

            WriteOutcome outcome = outcomes(1).getLast();

            assertThat(outcome.result()).isEqualTo(Result.REJECTED);
            assertThat(outcome.reason()).contains("NO-SUCH-SKU");
            var letter = books.read(Topics.ORDERS.deadLetters(), 1).getFirst();
            assertThat(EventHeaders.text(letter.headers(), EventHeaders.REASON))
                    .hasValueSatisfying(why -> assertThat(why).contains("NO-SUCH-SKU"));
        }
        assertThat(sandbox.netSuite().records("customer")).isEmpty();
    }

    @Test
    void rejectsAnOrderInACurrencyThatTheAccountLacks() {
        ObjectNode order = placeOne();
        order.put("default_currency_code", "CHF");
        try (var _ = writer()) {
            publish(order, 0);

            assertThat(outcomes(1).getLast().reason()).contains("CHF").contains("rules.currencies");
        }
    }

    @Test
    void provesTheTotalAfterTheWriteWhereNetSuiteComputesTheTax() {
        books.rules("netsuite-calculates", "");
        ObjectNode order = placeOne();
        while (money(order, "total_tax").signum() == 0) {
            order = placeOne();
        }
        try (var _ = writer()) {
            publish(order, 0);

            WriteOutcome outcome = outcomes(1).getLast();

            // the sandbox's items carry no tax, so that its total can't be right
            assertThat(outcome.result()).isEqualTo(Result.REJECTED);
            assertThat(outcome.reasonCode()).isEqualTo("total-differs");
            assertThat(sale(order).path("orderStatus").path("id").asString("")).isEqualTo("A");
        }
    }

    @Test
    void skipsWhatIsMarkedAsNotToBeImported() {
        ObjectNode order = placeOne();
        try (var _ = writer()) {
            books.publish(TestWriter.snapshot(order, 0, Disposition.INCOMPLETE));

            assertThat(outcomes(1).getLast().reasonCode()).isEqualTo("incomplete");
        }
        assertThat(sandbox.netSuite().requests().calls()).isZero();
    }

    private WriterApp writer() {
        return books.writer();
    }

    private ObjectNode placeOne() {
        return books.placeOne();
    }

    private void publish(ObjectNode order, int secondsLater) {
        books.publish(order, secondsLater);
    }

    private List<WriteOutcome> outcomes(int atLeast) {
        return books.outcomes(atLeast);
    }

    private ObjectNode sale(ObjectNode order) {
        return books.sale(order);
    }

    private static void rename(ObjectNode order) {
        ((ObjectNode) order.path("products").get(0))
                .put("name", "Renamed in the store")
                .put("name_customer", "Renamed in the store")
                .put("name_merchant", "Renamed in the store");
    }

    private static String id(ObjectNode order) {
        return order.path("id").asString("");
    }

    private static BigDecimal money(ObjectNode of, String field) {
        return new BigDecimal(of.path(field).asString("0"));
    }

    private String memo(ObjectNode order) {
        return sale(order).path("memo").asString("");
    }

    private static void awaitReload(SimpleMeterRegistry metrics, String outcome) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        metrics.get("storeledger.config.reloads")
                                        .tag("outcome", outcome)
                                        .counter()
                                        .count()
                                > 0);
    }
}
