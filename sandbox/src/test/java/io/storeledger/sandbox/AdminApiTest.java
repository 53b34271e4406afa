package io.storeledger.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.stock.Place;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AdminApiTest {
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
    void switchesFaultsOnAndOff() throws Exception {
        caller.admin("PUT", "/faults/bigcommerce-503", "{\"next\":1}");
        int struck = caller.get("/v2/time").statusCode();
        caller.admin("PUT", "/faults/bigcommerce-500", "{\"probability\":1}");
        int always = caller.get("/v2/time").statusCode();
        caller.admin("DELETE", "/faults/bigcommerce-500", "");
        int off = caller.get("/v2/time").statusCode();
        HttpResponse<String> preset = caller.admin("PUT", "/faults", "{\"preset\":\"many\"}");

        assertThat(struck).isEqualTo(503);
        assertThat(always).isEqualTo(500);
        assertThat(off).isEqualTo(200);
        assertThat(sandbox.faults().struck(Fault.BIGCOMMERCE_503)).isEqualTo(1);
        assertThat(StoreCaller.tree(preset)).hasSize(Fault.values().length);
        assertThat(caller.admin("PUT", "/faults/none-such", "{}").statusCode()).isEqualTo(404);
        assertThat(
                        caller.admin("PUT", "/faults/bigcommerce-500", "{\"probability\":7}")
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void placesEditsCancelsAndArchivesOrders() throws Exception {
        HttpResponse<String> made = caller.admin("POST", "/store/orders", "");
        long id = Json.number(StoreCaller.tree(made), "id");
        String path = "/store/orders/" + id;

        caller.admin("PATCH", path, "{\"staff_notes\":\"seen\"}");
        caller.admin("PUT", path + "/status", "{\"status_id\":5}");
        caller.admin("DELETE", path, "");

        JsonNode order = StoreCaller.tree(caller.admin("GET", path, ""));
        assertThat(Json.text(order, "staff_notes")).isEqualTo("seen");
        assertThat(Json.text(order, "status")).isEqualTo("Cancelled");
        assertThat(order.path("is_deleted").asBoolean()).isTrue();
        caller.admin("DELETE", path + "?forGood=true", "");
        assertThat(caller.admin("GET", path, "").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsWhatWasSeenAndForgetsIt() throws Exception {
        caller.get("/v2/orders/1");
        JsonNode requests = StoreCaller.tree(caller.admin("GET", "/store/requests", ""));

        assertThat(Json.number(requests.path("byEndpoint"), "GET /v2/orders/{id}")).isEqualTo(1);
        assertThat(Json.number(requests.path("byStatus"), "404")).isEqualTo(1);
        caller.admin("POST", "/store/orders", "");
        caller.admin("POST", "/reset", "");
        JsonNode overview = StoreCaller.tree(caller.admin("GET", "", ""));
        assertThat(Json.number(overview.path("store"), "orders")).isZero();
    }

    @Test
    void takesACertificateAsPem() throws Exception {
        try (var account = new AccountCaller(sandbox)) {
            HttpResponse<String> taken =
                    caller.admin("PUT", "/netsuite/certificates/pem", account.publicPem());

            assertThat(taken.statusCode()).isEqualTo(204);
            assertThat(account.requestToken(account.assertion("pem", c -> c)).statusCode())
                    .isEqualTo(200);
            assertThat(caller.admin("PUT", "/netsuite/certificates/x", "no pem").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void changesTheAccount() throws Exception {
        caller.admin("PUT", "/netsuite", "{\"oneWorld\":false,\"clockAheadSeconds\":60}");
        caller.admin("PUT", "/netsuite/permissions/customer", "{\"denial\":\"forbidden\"}");
        caller.admin("PUT", "/netsuite/items/SB-TEE-RED/stock", "{\"location\":1,\"onHand\":3}");
        caller.admin("PUT", "/netsuite/warehouse", "{\"stepsPerSecond\":0}");

        JsonNode warehouse = StoreCaller.tree(caller.admin("GET", "/netsuite/warehouse", ""));
        HttpResponse<String> gone = caller.admin("DELETE", "/netsuite/permissions/customer", "");

        assertThat(sandbox.netSuite().features().oneWorld()).isFalse();
        assertThat(sandbox.netSuite().stock().level(new Place(101, 1)).orElseThrow().onHand())
                .isEqualByComparingTo("3");
        assertThat(Json.number(warehouse, "shipped")).isZero();
        assertThat(warehouse.path("everStocked").has("SB-TEE-RED")).isTrue();
        assertThat(gone.statusCode()).isEqualTo(204);
    }
}
