package io.storeledger.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.storeledger.sandbox.json.Json;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class CustomerApiTest {
    private SandboxApp sandbox;
    private StoreCaller caller;

    @BeforeEach
    void start() {
        sandbox = SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(1));
        caller = new StoreCaller(sandbox);
    }

    @AfterEach
    void stop() {
        caller.close();
        sandbox.close();
    }

    @Test
    void showsTenAddressesWithTheCustomerAndPagesAll() throws Exception {
        long id = register("a@shopper.invalid", 23);

        JsonNode customer =
                caller.json("/v3/customers?include=addresses&id:in=" + id).path("data").path(0);
        Set<Long> addresses = new HashSet<>();
        for (int page = 1; page <= 3; page++) {
            caller.json("/v3/customers/addresses?limit=10&customer_id:in=" + id + "&page=" + page)
                    .path("data")
                    .forEach(address -> addresses.add(Json.number(address, "id")));
        }

        assertThat(customer.path("addresses").size()).isEqualTo(10);
        assertThat(Json.number(customer, "address_count")).isEqualTo(23);
        assertThat(addresses).hasSize(23);
    }

    @Test
    void filtersCustomersByEmailAndTime() throws Exception {
        long first = register("a@shopper.invalid", 1);
        long second = register("b@shopper.invalid", 1);

        assertThat(caller.json("/v3/customers?sort=date_created:desc").path("data")).hasSize(2);
        assertThat(caller.json("/v3/customers?sort=id:desc").path("data"))
                .extracting(customer -> Json.number(customer, "id"))
                .containsExactly(second, first);
        assertThat(caller.json("/v3/customers?email:in=A@shopper.invalid").path("data"))
                .extracting(customer -> Json.number(customer, "id"))
                .containsExactly(first);
        assertThat(size("/v3/customers?date_modified:min=2020-01-01T00:00:00Z")).isEqualTo(2);
        assertThat(size("/v3/customers?date_created:min=2100-01-01T00:00:00Z")).isZero();
        assertThat(size("/v3/customers?limit=1&page=2")).isEqualTo(1);
    }

    @Test
    void tellsOfAddressesInTheirOwnShapeAndNotByTheCustomer() throws Exception {
        try (var receiver = new Receiver()) {
            long id = register("a@shopper.invalid", 1);
            sandbox.store().subscribe(receiver.url(), "store/customer/*", Map.of());

            long address = sandbox.store().addAddress(id, Json.object().put("city", "Austin"));
            sandbox.store().editAddress(id, address, changed -> changed.put("city", "Köln"));
            sandbox.store().deleteAddress(id, address);
            sandbox.store().editCustomer(id, customer -> customer.put("phone", "1"));
            sandbox.store().deleteCustomer(id);

            await().until(() -> receiver.received().size() == 5);
            List<ObjectNode> bodies =
                    receiver.received().stream().map(r -> Json.parseObject(r.body())).toList();
            assertThat(bodies)
                    .extracting(body -> Json.text(body, "scope"))
                    .containsExactlyInAnyOrder(
                            "store/customer/address/created",
                            "store/customer/address/updated",
                            "store/customer/address/deleted",
                            "store/customer/updated",
                            "store/customer/deleted");
            JsonNode data =
                    bodies.stream()
                            .filter(b -> Json.text(b, "scope").endsWith("address/created"))
                            .findFirst()
                            .orElseThrow()
                            .path("data");
            assertThat(Json.text(data, "type")).isEqualTo("customer");
            assertThat(Json.number(data, "id")).isEqualTo(address);
            assertThat(Json.number(data.path("address"), "customer_id")).isEqualTo(id);
            assertThat(size("/v3/customers?id:in=" + id)).isZero();
        }
    }

    @Test
    void registersAnEmailAddressOnce() {
        long id = register("a@shopper.invalid", 1);

        assertThatThrownBy(() -> register("A@Shopper.invalid", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(sandbox.store().customerOf("A@shopper.invalid")).contains(id);
        sandbox.store().editCustomer(id, customer -> customer.put("email", "b@shopper.invalid"));
        assertThat(register("a@shopper.invalid", 1)).isNotEqualTo(id);
    }

    private long register(String email, int addresses) {
        ObjectNode customer = Json.object().put("email", email);
        ArrayNode list = customer.putArray("addresses");
        for (int i = 0; i < addresses; i++) {
            list.addObject().put("city", "City " + i);
        }
        return sandbox.store().addCustomer(customer);
    }

    private int size(String path) throws Exception {
        return caller.json(path).path("data").size();
    }
}
