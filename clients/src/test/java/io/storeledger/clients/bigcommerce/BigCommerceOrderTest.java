package io.storeledger.clients.bigcommerce;

import static io.storeledger.clients.bigcommerce.Store.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.clients.http.ApiException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class BigCommerceOrderTest {
    private static final String LINK =
            "{\"url\":\"https://x/v2/orders/7/products/1\",\"resource\":\"/orders/7/products/1\"}";

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
    void takesOneCallForAnOrdinaryOrder() throws InterruptedException {
        server.enqueue(
                json(
                        200,
                        """
                        {"id":7,"items_total":6,"total_inc_tax":"19.10","coupon_discount":"0.0000",
                         "brand_new":{"x":1.50},"fees":[{"id":1}],
                         "consignments":{
                          "shipping":[{"id":50,"city":"Austin","line_items":[
                            {"id":3,"quantity":2},{"id":1,"quantity":1}]}],
                          "pickups":[{"id":51,"line_items":[{"id":2,"quantity":1}]}],
                          "downloads":[{"line_items":[{"id":4,"quantity":1},{"id":3,"quantity":2}]}],
                          "email":{"gift_certificates":[
                            {"line_items":[{"id":5,"quantity":1,"type":"giftcertificate"}]}]}}}
                        """));

        FetchedOrder order = client.order(7);

        assertThat(order.calls()).isEqualTo(1);
        assertThat(order.complete()).isTrue();
        assertThat(ids(order.products())).containsExactly(1, 2, 3, 4, 5);
        assertThat(order.shippingAddresses())
                .singleElement()
                .hasToString("{\"id\":50,\"city\":\"Austin\"}");
        assertThat(order.coupons()).isEmpty();
        assertThat(order.order().path("brand_new").toString()).isEqualTo("{\"x\":1.50}");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).startsWith("/stores/abc123/v2/orders/7?");
        assertThat(request.getUrl().queryParameter("include"))
                .isEqualTo("consignments.line_items,fees");
        assertThat(request.getUrl().queryParameter("consignment_structure")).isEqualTo("object");
        assertThat(request.getHeaders().get("X-Auth-Token")).isEqualTo("the-token");
        assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
    }

    @Test
    void readsTheProductsWhenTheInlinedOnesDoNotAddUp() throws InterruptedException {
        server.enqueue(order(3, "{\"id\":1,\"quantity\":1}", "0"));
        server.enqueue(json(200, "[{\"id\":2,\"quantity\":2},{\"id\":1,\"quantity\":\"1\"}]"));

        FetchedOrder order = client.order(7);

        assertThat(order.calls()).isEqualTo(2);
        assertThat(ids(order.products())).containsExactly(1, 2);
        assertThat(order.complete()).isTrue();
        server.takeRequest();
        assertThat(server.takeRequest().getTarget())
                .startsWith("/stores/abc123/v2/orders/7/products?")
                .contains("limit=250", "page=1");
    }

    @Test
    void readsTheProductsWhenTheyCameAsLinks() {
        server.enqueue(order(1, LINK, "0"));
        server.enqueue(json(200, "[{\"id\":1,\"quantity\":1}]"));

        assertThat(ids(client.order(7).products())).containsExactly(1);
    }

    @Test
    void readsTheAddressesTooWhenTheConsignmentsCameAsALink() throws InterruptedException {
        server.enqueue(
                json(
                        200,
                        "{\"id\":7,\"items_total\":1,\"consignments\":"
                            + "{\"url\":\"https://x\",\"resource\":\"/orders/7/consignments\"}}"));
        server.enqueue(json(200, "[{\"id\":1,\"quantity\":1}]"));
        server.enqueue(json(200, "[{\"id\":50}]"));

        FetchedOrder order = client.order(7);

        assertThat(order.calls()).isEqualTo(3);
        assertThat(ids(order.shippingAddresses())).containsExactly(50);
        server.takeRequest();
        server.takeRequest();
        assertThat(server.takeRequest().getTarget()).contains("/orders/7/shipping_addresses?");
    }

    @Test
    void asksForCouponsOnlyWhenTheyTookSomethingOff() {
        server.enqueue(order(1, "{\"id\":1,\"quantity\":1}", "5.0000"));
        server.enqueue(json(200, "[{\"id\":9,\"code\":\"X\"}]"));

        FetchedOrder order = client.order(7);

        assertThat(order.calls()).isEqualTo(2);
        assertThat(ids(order.coupons())).containsExactly(9);
    }

    @Test
    void readsAllPagesOfTheProducts() {
        server.enqueue(order(260, "{\"id\":1,\"quantity\":1}", "0"));
        server.enqueue(json(200, products(0, 250)));
        server.enqueue(json(200, products(250, 260)));

        FetchedOrder order = client.order(7);

        assertThat(order.products()).hasSize(260);
        assertThat(order.calls()).isEqualTo(3);
    }

    @Test
    void readsOnWhenTheServerGivesSmallerPagesThanAskedFor() {
        server.enqueue(order(60, "{\"id\":1,\"quantity\":1}", "0"));
        server.enqueue(json(200, products(0, 50)));
        server.enqueue(json(200, products(50, 60)));

        assertThat(client.order(7).products()).hasSize(60);
    }

    @Test
    void takesNoContentForAnEmptyList() {
        server.enqueue(order(2, "{\"id\":1,\"quantity\":1}", "0"));
        server.enqueue(Store.empty());

        FetchedOrder order = client.order(7);

        assertThat(order.products()).isEmpty();
        assertThat(order.complete()).isFalse();
    }

    @Test
    void doesNotCountTheChildrenOfABundle() {
        server.enqueue(
                order(
                        1,
                        "{\"id\":1,\"quantity\":1,\"parent_order_product_id\":null},"
                                + "{\"id\":2,\"quantity\":4,\"parent_order_product_id\":1}",
                        "0"));

        assertThat(client.order(7).complete()).isTrue();
    }

    @Test
    void acceptsATotalThatLeavesGiftCertificatesOut() {
        server.enqueue(
                order(
                        1,
                        "{\"id\":1,\"quantity\":1},"
                                + "{\"id\":2,\"quantity\":1,\"type\":\"giftcertificate\"}",
                        "0"));

        assertThat(client.order(7).calls()).isEqualTo(1);
    }

    @Test
    void isCompleteWhenThereIsNoTotal() {
        server.enqueue(json(200, "{\"id\":7,\"consignments\":{\"shipping\":[]}}"));

        assertThat(client.order(7).complete()).isTrue();
    }

    @Test
    void isNotFoundWhenThereIsNoSuchOrder() {
        server.enqueue(json(404, "[{\"status\":404,\"message\":\"Not found.\"}]"));

        assertThatThrownBy(() -> client.order(7)).isInstanceOf(ApiException.NotFound.class);
    }

    private static mockwebserver3.MockResponse order(int total, String lines, String coupons) {
        return json(
                200,
                """
                {"id":7,"items_total":%d,"coupon_discount":"%s",
                 "consignments":{"shipping":[{"id":50,"line_items":[%s]}]}}
                """
                        .formatted(total, coupons, lines));
    }

    private static String products(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj("{\"id\":%d,\"quantity\":1}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static List<Integer> ids(List<ObjectNode> objects) {
        return objects.stream().map(object -> object.path("id").asInt()).toList();
    }
}
