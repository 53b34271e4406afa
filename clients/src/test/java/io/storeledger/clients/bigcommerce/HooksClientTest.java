package io.storeledger.clients.bigcommerce;

import static io.storeledger.clients.bigcommerce.Store.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.clients.bigcommerce.HookHealth.BlockedDomain;
import io.storeledger.common.config.Secret;
import io.storeledger.common.json.Json;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.contract.BigCommerceContract;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;

class HooksClientTest {
    private static final URI HERE = URI.create("https://hooks.example.com/webhooks/main");

    @StartStop private final MockWebServer server = new MockWebServer();

    @Test
    void readsAllPagesOfHooks() {
        server.enqueue(page(1, "null"));
        server.enqueue(page(2, "{\"X-Secret\":\"s3cret\"}"));
        try (var client = client(Store.config(server))) {
            List<StoreHook> hooks = client.all();

            assertThat(hooks)
                    .containsExactly(
                            new StoreHook(1, "store/order/*", "https://a", false, Map.of()),
                            new StoreHook(
                                    2,
                                    "store/order/*",
                                    "https://a",
                                    false,
                                    Map.of("X-Secret", "s3cret")));
            assertThat(hooks.toString()).doesNotContain("s3cret");
        }
    }

    @Test
    void sendsWhatTheContractKnows() throws InterruptedException {
        var contract = BigCommerceContract.of("webhooks.v3.yml", "/stores/abc123/v3");
        for (int i = 0; i < 2; i++) {
            server.enqueue(json(200, "{\"data\":{\"id\":7,\"is_active\":true},\"meta\":{}}"));
        }
        try (var client = client(Store.config(server))) {
            assertThat(client.create("store/order/*", HERE, Map.of("X-Secret", "s")).id())
                    .isEqualTo(7);
            assertThat(client.put(7, "store/order/*", HERE, Map.of()).active()).isTrue();

            for (String method : List.of("POST", "PUT")) {
                var seen = server.takeRequest();
                String body = seen.getBody().utf8();
                assertThat(seen.getMethod()).isEqualTo(method);
                assertThat(
                                contract.request(
                                        method,
                                        seen.getTarget().replace("/stores/abc123/v3", ""),
                                        Map.of(),
                                        body))
                        .isEmpty();
                assertThat(Json.tree(body).path("is_active").asBoolean()).isTrue();
            }
        }
    }

    @Test
    void readsHowLongADomainStaysBlocked() {
        server.enqueue(
                json(
                        200,
                        "{\"data\":{\"emails\":[],\"hooks_list\":[],\"blocked_domains\":["
                                + "{\"destination\":\"hooks.example.com\",\"time_left\":171,"
                                + "\"reasons\":[]}]},\"meta\":{}}"));
        try (var client = client(Store.config(server))) {
            assertThat(client.health().blocked())
                    .containsExactly(
                            new BlockedDomain("hooks.example.com", Duration.ofSeconds(171)));
        }
    }

    @Test
    void keepsTheHooksOfAStore() {
        try (var sandbox =
                        SandboxApp.start(
                                SandboxConfig.defaults(), Clock.systemUTC(), new Random(1));
                var client =
                        client(
                                BigCommerceConfig.of(
                                        "sandbox1",
                                        sandbox.bigCommerceUrl(),
                                        Secret.of(sandbox.store().config().accessToken())))) {
            StoreHook made = client.create("store/order/*", HERE, Map.of("X-Secret", "s"));

            assertThat(client.all()).containsExactly(made);
            assertThat(made.active()).isTrue();
            assertThat(client.health().blocked()).isEmpty();

            client.delete(made.id());

            assertThat(client.all()).isEmpty();
        }
    }

    private static mockwebserver3.MockResponse page(int id, String headers) {
        return json(
                200,
                "{\"data\":[{\"id\":%d,\"scope\":\"store/order/*\",\"destination\":\"https://a\",\"is_active\":false,\"headers\":%s}],\"meta\":{\"pagination\":{\"total_pages\":2}}}"
                        .formatted(id, headers));
    }

    private static HooksClient client(BigCommerceConfig config) {
        return new HooksClient(config, Clock.systemUTC(), new Random(1), new SimpleMeterRegistry());
    }
}
