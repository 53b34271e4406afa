package io.storeledger.clients.bigcommerce;

import static io.storeledger.clients.bigcommerce.Store.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.SettingsFile;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class BigCommerceClientTest {
    private static final Instant SINCE = Instant.parse("2026-03-01T00:00:00Z");

    @StartStop private final MockWebServer server = new MockWebServer();
    private BigCommerceClient client;

    @BeforeEach
    void open() {
        client = Store.client(server, new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void readsAllPagesOfAV3List() throws InterruptedException {
        server.enqueue(
                json(200, "{\"data\":[{\"id\":1}],\"meta\":{\"pagination\":{\"total_pages\":2}}}"));
        server.enqueue(
                json(200, "{\"data\":[{\"id\":2}],\"meta\":{\"pagination\":{\"total_pages\":2}}}"));

        assertThat(client.refundsCreatedSince(Instant.EPOCH)).hasSize(2);

        assertThat(server.takeRequest().getTarget())
                .startsWith("/stores/abc123/v3/orders/payment_actions/refunds?")
                .contains("page=1");
        assertThat(server.takeRequest().getTarget()).contains("page=2");
    }

    @Test
    void readsCustomersFromTheLastChangeSeenSoThatNoneIsSkipped() throws InterruptedException {
        server.enqueue(json(200, "{\"data\":[" + customers(1, 60) + "]}"));
        server.enqueue(json(200, "{\"data\":[" + customers(60, 61) + "]}"));

        List<ObjectNode> all = new ArrayList<>();
        client.customersModifiedSince(SINCE).forEachRemaining(all::add);

        assertThat(all).hasSize(61);
        var first = server.takeRequest().getUrl();
        assertThat(first.queryParameter("date_modified:min")).isEqualTo(SINCE.toString());
        assertThat(first.queryParameter("sort")).isEqualTo("date_modified:asc");
        assertThat(server.takeRequest().getUrl().queryParameter("date_modified:min"))
                .isEqualTo(SINCE.plusSeconds(60).toString());
    }

    private static String customers(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id ->
                        "{\"id\":%d,\"date_modified\":\"%s\"}".formatted(id, SINCE.plusSeconds(id)))
                .collect(Collectors.joining(","));
    }

    @Test
    void readsCustomersAHundredAtATime() throws InterruptedException {
        server.enqueue(json(200, "{\"data\":[{\"id\":1}],\"meta\":{}}"));
        server.enqueue(json(200, "{\"data\":[],\"meta\":{}}"));

        assertThat(client.customers(LongStream.rangeClosed(1, 101).boxed().toList())).hasSize(1);

        assertThat(server.takeRequest().getUrl().queryParameter("id:in")).startsWith("1,2,3,");
        assertThat(server.takeRequest().getUrl().queryParameter("id:in")).isEqualTo("101");
    }

    @Test
    void givesNoTransactionsForNoContent() {
        server.enqueue(Store.empty());

        assertThat(client.transactions(7)).isEmpty();
    }

    @Test
    void givesRefundsOfAllOrders() throws InterruptedException {
        server.enqueue(json(200, "{\"data\":[{\"id\":1}]}"));

        assertThat(client.refundsCreatedSince(SINCE)).hasSize(1);
        assertThat(server.takeRequest().getUrl().queryParameter("created:min"))
                .isEqualTo("2026-03-01T00:00:00Z");
    }

    @Test
    void tellsTheStoresTime() {
        server.enqueue(json(200, "{\"time\":1772323200}"));

        assertThat(client.time()).isEqualTo(SINCE);
    }

    @Test
    void asksForTheNextOrdersFromTheLastChangeItSaw() throws InterruptedException {
        // given: a full page, then what was modified since its last, that one included
        server.enqueue(json(200, orders(0, 250, 1)));
        server.enqueue(json(200, orders(249, 252, 1)));

        assertThat(all()).hasSize(252).doesNotHaveDuplicates();

        assertThat(server.takeRequest().getUrl().queryParameter("min_date_modified"))
                .isEqualTo("2026-03-01T00:00:00Z");
        var second = server.takeRequest().getUrl();
        assertThat(second.queryParameter("min_date_modified")).isEqualTo("2026-03-01T00:04:09Z");
        assertThat(second.queryParameter("page")).isEqualTo("1");
        assertThat(second.queryParameter("sort")).isEqualTo("date_modified:asc");
    }

    @Test
    void getsPastMoreThanAPageOfOrdersModifiedInOneSecond() throws InterruptedException {
        server.enqueue(json(200, orders(0, 250, 0)));
        server.enqueue(json(200, orders(250, 260, 0)));

        assertThat(all()).hasSize(260);

        server.takeRequest();
        assertThat(server.takeRequest().getUrl().queryParameter("page")).isEqualTo("2");
    }

    @Test
    void givesNoOrdersForNoContent() {
        server.enqueue(Store.empty());

        assertThat(all()).isEmpty();
    }

    @Test
    void readsItsSection() {
        SettingsFile file =
                SettingsFile.parse(
                        "test.yaml",
                        """
                        bigcommerce:
                          storeHash: abc123
                          accessToken: ${TOKEN}
                          clientSecrets: [x]
                          webhooks: {port: 1}
                        """,
                        Map.of("TOKEN", "very-secret"));

        BigCommerceConfig config = BigCommerceConfig.read(file.root().section("bigcommerce"));
        file.check();

        assertThat(config.apiUrl()).isEqualTo(URI.create("https://api.bigcommerce.com"));
        assertThat(config.toString()).doesNotContain("very-secret");
    }

    @Test
    void refusesAHashThatCouldLeadElsewhere() {
        SettingsFile file =
                SettingsFile.parse("test.yaml", "bc: {storeHash: ../x, accessToken: t}", Map.of());

        BigCommerceConfig.read(file.root().section("bc"));

        assertThatThrownBy(file::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bc.storeHash");
    }

    private List<String> all() {
        List<ObjectNode> orders = new ArrayList<>();
        client.ordersModifiedSince(SINCE).forEachRemaining(orders::add);
        return orders.stream().map(order -> order.path("id").asString()).toList();
    }

    private static String orders(int from, int to, int secondsApart) {
        return IntStream.range(from, to)
                .mapToObj(id ->
                        "{\"id\":%d,\"date_modified\":\"%s\"}"
                                .formatted(
                                        id,
                                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                                SINCE.plusSeconds((long) id * secondsApart)
                                                        .atOffset(ZoneOffset.UTC))))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
