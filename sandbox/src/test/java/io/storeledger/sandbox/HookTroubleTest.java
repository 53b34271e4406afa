package io.storeledger.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.sandbox.bigcommerce.StoreConfig;
import io.storeledger.sandbox.bigcommerce.webhook.WebhookSettings;
import io.storeledger.sandbox.json.Json;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HookTroubleTest {
    private static final String SCOPE = "store/hook/deliveryException";

    private Receiver receiver;
    private Receiver trouble;
    private SandboxApp sandbox;

    @BeforeEach
    void start() throws Exception {
        receiver = new Receiver();
        trouble = new Receiver();
        receiver.answer(500);
        sandbox = started(1);
    }

    @AfterEach
    void stop() {
        sandbox.close();
        receiver.close();
        trouble.close();
    }

    private SandboxApp started(double scale) {
        StoreConfig store =
                StoreConfig.defaults()
                        .withWebhooks(WebhookSettings.defaults().withTimeScale(scale));
        SandboxApp app =
                SandboxApp.start(
                        SandboxConfig.defaults().withStore(store),
                        Clock.systemUTC(),
                        new Random(1));
        app.store().subscribe(receiver.url(), "store/order/created", Map.of());
        app.store().subscribe(trouble.url(), SCOPE, Map.of());
        return app;
    }

    @Test
    void tellsOfFailuresOnceInTenMinutesAndOfTheBlock() throws Exception {
        for (int i = 0; i < 120; i++) {
            sandbox.store().placeOrder(Json.object());
        }

        await().until(() -> codes().contains(90_003L));
        assertThat(codes()).containsExactlyInAnyOrder(90_001L, 90_003L);
        JsonNode data = Json.parseObject(trouble.received().getFirst().body()).path("data");
        assertThat(Json.text(data, "type")).isEqualTo("webhook");
        assertThat(Json.number(data, "id")).isEqualTo(sandbox.store().hooks().getFirst().id());
        try (var caller = new StoreCaller(sandbox)) {
            JsonNode blocked =
                    caller.json("/v3/hooks/admin").path("data").path("blocked_domains").path(0);
            JsonNode reason = blocked.path("reasons").path(0);
            assertThat(Json.number(reason, "count")).isGreaterThanOrEqualTo(100);
            assertThat(Json.text(reason, "failure_description")).contains("500");
        }
    }

    @Test
    void tellsWhenAHookIsDisabled() {
        sandbox.close();
        sandbox = started(0.000001);

        sandbox.store().placeOrder(Json.object());

        await().until(() -> codes().contains(90_002L));
        await().until(() -> !sandbox.store().hooks().getFirst().active());
        assertThat(codes().stream().filter(code -> code == 90_002L)).hasSize(1);
    }

    @Test
    void takesOneHookForTroubleAtADestinationOfItsOwn() throws Exception {
        try (var caller = new StoreCaller(sandbox)) {
            String body = "{\"scope\":\"%s\",\"destination\":\"%s\"}";
            HttpResponse<String> second =
                    caller.send("POST", "/v3/hooks", body.formatted(SCOPE, "https://a.invalid/x"));
            HttpResponse<String> shared =
                    caller.send(
                            "POST", "/v3/hooks", body.formatted("store/order/*", trouble.url()));
            long own = sandbox.store().hooks().getLast().id();
            HttpResponse<String> moved =
                    caller.send(
                            "PUT",
                            "/v3/hooks/" + own,
                            "{\"destination\":\"%s\"}".formatted(receiver.url()));

            assertThat(second.statusCode()).isEqualTo(422);
            assertThat(shared.statusCode()).isEqualTo(422);
            assertThat(moved.statusCode()).isEqualTo(422);
        }
    }

    @Test
    void showsWhatWasSwitchedOffOrBlockedOnPurpose() throws Exception {
        long id = sandbox.store().hooks().getFirst().id();

        sandbox.store().deactivateHook(id);
        sandbox.store().blockDomain(receiver.url());

        try (var caller = new StoreCaller(sandbox)) {
            JsonNode admin = caller.json("/v3/hooks/admin").path("data");
            assertThat(Json.text(admin.path("hooks_list").path(0), "status"))
                    .isEqualTo("deactivated");
            assertThat(admin.path("blocked_domains").size()).isEqualTo(1);
            caller.send("PUT", "/v3/hooks/" + id, "{\"is_active\":true}");
            assertThat(sandbox.store().hooks().getFirst().status()).isEqualTo("active");
        }
    }

    private List<Long> codes() {
        return trouble.received().stream()
                .map(r -> Json.number(Json.parseObject(r.body()).path("data"), "error_code"))
                .toList();
    }
}
