package io.storeledger.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.sandbox.bigcommerce.StoreConfig;
import io.storeledger.sandbox.bigcommerce.webhook.SignatureScheme;
import io.storeledger.sandbox.bigcommerce.webhook.WebhookSettings;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.shop.DraftLine;
import io.storeledger.sandbox.shop.OrderDraft;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebhookTest {
    private Receiver receiver;
    private SandboxApp sandbox;

    @BeforeEach
    void start() throws Exception {
        receiver = new Receiver();
        sandbox = started(0.0005);
    }

    @AfterEach
    void stop() {
        sandbox.close();
        receiver.close();
    }

    private static SandboxApp started(double scale) {
        StoreConfig store =
                StoreConfig.defaults()
                        .withWebhooks(WebhookSettings.defaults().withTimeScale(scale));
        return SandboxApp.start(
                SandboxConfig.defaults().withStore(store), Clock.systemUTC(), new Random(1));
    }

    @Test
    void signsTheEnvelopeAndEchoesTheHooksHeaders() throws Exception {
        sandbox.store().subscribe(receiver.url(), "store/order/*", Map.of("X-Own", "secret"));

        long id = place();

        await().until(() -> receiver.received().size() == 1);
        Receiver.Received callback = receiver.received().getFirst();
        JsonNode body = Json.parseObject(callback.body());
        assertThat(Json.text(body, "scope")).isEqualTo("store/order/created");
        assertThat(body.path("store_id").isString()).isTrue();
        assertThat(Json.text(body, "producer")).isEqualTo("stores/sandbox1");
        assertThat(Json.text(body, "hash")).matches("[0-9a-f]{40}");
        assertThat(Json.number(body.path("data"), "id")).isEqualTo(id);
        assertThat(callback.header("X-Own")).isEqualTo("secret");
        assertThat(callback.header("webhook-id")).isEqualTo(Json.text(body, "hash"));
        byte[] signed =
                (callback.header("webhook-id") + "." + callback.header("webhook-timestamp") + ".")
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(callback.header("webhook-signature"))
                .isEqualTo(
                        "v1," + Base64.getEncoder().encodeToString(hmac(signed, bytes(callback))));
    }

    @Test
    void signsTheBareBodyWhereThatIsAskedFor() throws Exception {
        sandbox.store().subscribe(receiver.url(), "store/order/created", Map.of());
        sandbox.store().signatures(SignatureScheme.X_BC_SIGNATURE_HEX);

        place();

        await().until(() -> receiver.received().size() == 1);
        Receiver.Received callback = receiver.received().getFirst();
        assertThat(callback.header("X-BC-Signature"))
                .isEqualTo(HexFormat.of().formatHex(hmac(bytes(callback))));
        assertThat(callback.header("webhook-signature")).isEmpty();
    }

    @Test
    void retriesUntilTheReceiverIsBack() {
        receiver.answer(503);
        sandbox.store().subscribe(receiver.url(), "store/order/created", Map.of());

        place();
        await().until(() -> sandbox.store().webhooks().retried() >= 2);
        assertThat(sandbox.store().undelivered()).isEqualTo(1);
        receiver.answer(200);

        await().until(() -> sandbox.store().undelivered() == 0);
        assertThat(sandbox.store().webhooks().delivered()).isEqualTo(1);
        List<String> ids =
                receiver.received().stream().map(r -> r.header("webhook-id")).distinct().toList();
        assertThat(ids).hasSize(1);
    }

    @Test
    void switchesAHookOffAfterTheLastRetry() {
        sandbox.close();
        sandbox = started(0.000001);
        receiver.answer(500);
        sandbox.store().subscribe(receiver.url(), "store/order/created", Map.of());

        place();

        await().until(() -> sandbox.store().hooks().getFirst().status().equals("deactivated"));
        assertThat(sandbox.store().webhooks().sent()).isEqualTo(12);
        assertThat(sandbox.store().webhooks().lost()).isEqualTo(1);
        assertThat(sandbox.store().undelivered()).isZero();
    }

    @Test
    void blocksADomainThatFailsTooOften() throws Exception {
        sandbox.close();
        sandbox = started(1);
        receiver.answer(500);
        sandbox.store().subscribe(receiver.url(), "store/order/created", Map.of());

        for (int i = 0; i < 120; i++) {
            place();
        }

        try (var caller = new StoreCaller(sandbox)) {
            await().until(() ->
                    caller.json("/v3/hooks/admin").path("data").path("blocked_domains").size()
                            == 1);
        }
        long sent = receiver.received().size();
        place();
        assertThat(sandbox.store().undelivered()).isEqualTo(121);
        assertThat(receiver.received()).hasSize((int) sent);
    }

    @Test
    void tellsOfEachChangeInItsOwnShape() {
        sandbox.store().subscribe(receiver.url(), "store/order/*", Map.of());
        long id = place();

        sandbox.store().updateStatus(id, 2);
        sandbox.store().refund(id, Json.object().put("total_amount", 1), false);
        sandbox.store().addTransaction(id, Json.object().put("event", "purchase"));
        sandbox.store().archive(id);

        // created, statusUpdated + updated, refund + statusUpdated + updated, transaction, archived
        await().until(() -> receiver.received().size() == 8);
        assertThat(data("store/order/statusUpdated").path("status").has("new_status_id")).isTrue();
        assertThat(data("store/order/refund/created").path("refund").has("refund_id")).isTrue();
        JsonNode transaction = data("store/order/transaction/created");
        assertThat(transaction.has("id")).isFalse();
        assertThat(transaction.path("order_id").isString()).isTrue();
    }

    @Test
    void duplicatesLosesAndForgesWhenToldTo() {
        sandbox.store().subscribe(receiver.url(), "store/order/created", Map.of());

        sandbox.faults().next(Fault.WEBHOOK_DUPLICATE, 1);
        place();
        await().until(() -> receiver.received().size() == 2);
        sandbox.faults().next(Fault.WEBHOOK_LOST, 1);
        place();
        sandbox.faults().next(Fault.WEBHOOK_ANSWER_LOST, 1);
        place();
        await().until(() -> sandbox.store().undelivered() == 0);

        assertThat(receiver.received()).hasSize(4);
        assertThat(sandbox.store().webhooks().lost()).isEqualTo(1);
        assertThat(sandbox.store().webhooks().duplicated()).isEqualTo(1);
    }

    @Test
    void deliversWhatShoppersDoUntilTheyStop() {
        sandbox.store().subscribe(receiver.url(), "store/*", Map.of());

        sandbox.shoppers().start(100);
        await().until(() -> sandbox.shoppers().placed() >= 50);
        sandbox.shoppers().stop();

        await().until(() -> sandbox.store().undelivered() == 0);
        long incomplete =
                sandbox.store().orders().stream()
                        .filter(order -> Json.number(order, "status_id") == 0)
                        .count();
        assertThat(incomplete).isLessThan(sandbox.shoppers().placed() / 4);
        assertThat(sandbox.store().webhooks().delivered())
                .isEqualTo(sandbox.store().webhooks().events());
    }

    private JsonNode data(String scope) {
        return receiver.received().stream()
                .map(r -> Json.parseObject(r.body()))
                .filter(body -> Json.text(body, "scope").equals(scope))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    private long place() {
        return sandbox.store()
                .placeOrder(
                        OrderDraft.taxExclusive("USD")
                                .line(DraftLine.of("SB-TEE-RED", "19.95", 1))
                                .toOrder());
    }

    private static byte[] bytes(Receiver.Received callback) {
        return callback.body().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] hmac(byte[]... parts) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = sandbox.store().config().clientSecret().getBytes(StandardCharsets.UTF_8);
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }
}
