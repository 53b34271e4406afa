package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(BrokerExtension.class)
class MappingCommandsIT {
    private static final String RULES =
            """
            currencies: {GBP: 1}
            location: {default: 3, byCountry: {GB: 31}}
            items: {shipping: 900, refund: 910}
            tax: {strategy: suitetax-override, type: 77, code: 78}
            """;
    private static final Instant FETCHED = Instant.parse("2020-03-01T10:00:00Z");

    @TempDir private static Path folder;

    private final Cli cli = new Cli();

    @BeforeAll
    static void write(EmbeddedBroker broker) throws IOException {
        String prefix = UUID.randomUUID() + ".";
        var kafka =
                new KafkaClients(
                        new KafkaConfig(
                                Optional.of(broker.bootstrapServers()),
                                Map.of(),
                                prefix,
                                prefix,
                                2,
                                1,
                                Optional.empty()));
        new TopicAdmin(kafka).ensure(Topics.ALL);
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        Files.writeString(
                folder.resolve("storeledger.yaml"),
                """
                kafka: {bootstrapServers: "%s", topics: {prefix: "%s"}}
                connections:
                  main:
                    bigcommerce: {storeHash: abc1, accessToken: t, clientSecrets: s}
                    rules: rules.yaml
                """
                        .formatted(broker.bootstrapServers(), prefix));
        try (var publisher = new Publisher(kafka, "test")) {
            for (OrderSnapshot order :
                    List.of(
                            order(1001, "Old Lane", FETCHED.minusSeconds(90), Disposition.IMPORT),
                            order(
                                    1001,
                                    "1 Mill Lane",
                                    FETCHED.minusSeconds(60),
                                    Disposition.IMPORT),
                            order(
                                    1002,
                                    "2 Mill Lane",
                                    FETCHED.minusSeconds(60),
                                    Disposition.IMPORT),
                            order(
                                    1003,
                                    "3 Mill Lane",
                                    FETCHED.minusSeconds(60),
                                    Disposition.STATUS_NOT_IMPORTED))) {
                publisher.publish(Topics.ORDERS, order.key().toString(), order, List.of());
            }
            var refund = refund(31, order(1001, "1 Mill Lane", FETCHED, Disposition.IMPORT));
            publisher.publish(Topics.REFUNDS, refund.key().toString(), refund, List.of());
            CustomerSnapshot customer = customer(7);
            publisher.publish(Topics.CUSTOMERS, customer.key().toString(), customer, List.of());
        }
    }

    @Test
    void explainsEveryFieldOfAnOrderByItsNewestSnapshot() {
        int code = run("explain", "order", "1001");

        assertThat(code).isZero();
        assertThat(cli.out())
                .containsPattern("location.id +31 +rules.location.byCountry.GB")
                .containsPattern("item.items\\[1].item.id +900 +rules.items.shipping")
                .containsPattern(
                        "billingAddress.addr1 +1 Mill Lane +order.billing_address.street_1")
                .contains("looked up when written")
                .contains("lines 25.00 + tax 5.00 = 30.00 GBP")
                .doesNotContain("Old Lane");
    }

    @Test
    void explainsWithOtherRulesAsJson() throws IOException {
        Path other = Files.writeString(folder.resolve("other.yaml"), RULES.replace("31", "32"));

        run("explain", "order", "1001", "--rules", other.toString(), "--json");

        assertThat(Json.tree(cli.out()).path("fields").valueStream())
                .anyMatch(field ->
                        field.path("field").asString("").equals("location.id")
                                && field.path("value").asString("").equals("32")
                                && field.path("rules")
                                        .path(0)
                                        .asString("")
                                        .equals("location.byCountry.GB"));
    }

    @Test
    void explainsRefundsAndCustomersAndSaysWhatIsNotThere() {
        assertThat(run("explain", "refund", "31")).isZero();
        assertThat(cli.out()).startsWith("refund 1001/31 as fetched");
        assertThat(cli.out()).containsPattern("amount +3.00 +refund.items\\[0].requested_amount");
        assertThat(run("explain", "refund", "1001/31")).as(cli.err()).isZero();
        assertThat(run("explain", "refund", "1002/31")).isEqualTo(Storeledger.UNUSABLE);
        assertThat(cli.err()).contains("refund 1002/31 is not in the log; refund 31 is 1001/31");
        assertThat(run("explain", "customer", "7")).isZero();
        assertThat(cli.out()).containsPattern("lastName +Byron +customer.last_name");
        assertThat(run("explain", "order", "9")).isEqualTo(Storeledger.UNUSABLE);
        assertThat(cli.err()).contains("order 9 is not in the log");
        assertThat(run("explain", "ordre", "9")).isEqualTo(Storeledger.UNUSABLE);
        assertThat(cli.err()).contains("should be order, refund or customer");
    }

    @Test
    void saysThatTheSameRulesChangeNothing() {
        int code = diff("rules.yaml");

        assertThat(code).isZero();
        assertThat(cli.out())
                .contains("orders: 2 the same, 1 not imported")
                .contains("refunds: 1 the same")
                .contains("customers: 1 the same");
    }

    @Test
    void groupsWhatNewRulesChangeByField() throws IOException {
        Files.writeString(folder.resolve("new.yaml"), RULES.replace("31", "32"));

        int code = diff("new.yaml", "--all");

        assertThat(code).isEqualTo(1);
        assertThat(cli.out())
                .contains("order 1002: different\n  location.id: 31 -> 32")
                .contains("orders: 2 different, 1 not imported")
                .contains("order location.id: 2\n  1001: 31 -> 32");
    }

    @Test
    void tellsWhatNewRulesWouldReject() throws IOException {
        Files.writeString(folder.resolve("poor.yaml"), RULES.replace("shipping: 900, ", ""));

        diff("poor.yaml", "--json");

        var report = Json.tree(cli.out());
        assertThat(report.path("counts").path("order").path("NOW_REJECTED").asInt()).isEqualTo(2);
        assertThat(report.path("groups").path(0).path("examples").path(0).asString())
                .contains("rules.items.shipping names no item");
    }

    @Test
    void tellsEveryFaultOfTheNewRules() throws IOException {
        Files.writeString(folder.resolve("faulty.yaml"), RULES + "locaton: 3\norderStatus: Q\n");

        int code = diff("faulty.yaml");

        assertThat(code).isEqualTo(Storeledger.UNUSABLE);
        assertThat(cli.err())
                .contains("locaton is no setting")
                .contains("orderStatus \"Q\" should be A");
    }

    private int diff(String rules, String... more) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "mapping",
                                "diff",
                                "--rules",
                                folder.resolve(rules).toString(),
                                "--from",
                                FETCHED.minus(1, ChronoUnit.HOURS).toString()));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--config");
        all.add(folder.resolve("storeledger.yaml").toString());
        return cli.run(all.toArray(String[]::new));
    }

    private static OrderSnapshot order(
            long id, String street, Instant fetched, Disposition disposition) {
        return new OrderSnapshot(
                "main",
                "abc1",
                id,
                disposition,
                json(
                        """
                        {"id": %d, "status_id": 11, "customer_id": 0,
                         "date_created": "Sun, 01 Mar 2026 09:00:00 +0000",
                         "default_currency_code": "GBP", "subtotal_ex_tax": "20.00",
                         "subtotal_inc_tax": "24.00", "shipping_cost_ex_tax": "5.00",
                         "shipping_cost_inc_tax": "6.00", "shipping_cost_tax": "1.00",
                         "discount_amount": "0.00", "coupon_discount": "0.00",
                         "total_ex_tax": "25.00", "total_inc_tax": "30.00", "total_tax": "5.00",
                         "is_tax_inclusive_pricing": false,
                         "billing_address": {"first_name": "Ada", "last_name": "Byron",
                           "street_1": "%s", "city": "Leeds", "country_iso2": "GB",
                           "email": "ada@example.com"}}
                        """
                                .formatted(id, street)),
                List.of(
                        json(
                                """
                                {"id": 1, "product_id": 5, "sku": "TOWEL", "name": "Towel",
                                 "quantity": 2, "total_ex_tax": "20.00", "total_tax": "4.00",
                                 "total_inc_tax": "24.00"}
                                """)),
                List.of(),
                List.of(),
                new Version(fetched, fetched),
                List.of(),
                1);
    }

    private static RefundSnapshot refund(long id, OrderSnapshot order) {
        return new RefundSnapshot(
                id,
                json(
                        """
                        {"id": %d, "order_id": %d, "created": "2026-03-02T09:00:00+00:00",
                         "total_amount": 3.00, "total_tax": 0, "payments": [],
                         "items": [{"item_type": "ORDER", "item_id": %d,
                                    "requested_amount": 3.00}]}
                        """
                                .formatted(id, order.orderId(), order.orderId())),
                order,
                order.version(),
                List.of(),
                1);
    }

    private static CustomerSnapshot customer(long id) {
        return new CustomerSnapshot(
                "main",
                "abc1",
                id,
                CustomerSnapshot.Presence.PRESENT,
                json(
                        "{\"id\": %d, \"first_name\": \"Ada\", \"last_name\": \"Byron\"}"
                                .formatted(id)),
                List.of(),
                new Version(FETCHED, FETCHED),
                List.of(),
                1);
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.tree(text);
    }
}
