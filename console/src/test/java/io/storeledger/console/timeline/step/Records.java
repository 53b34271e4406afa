package io.storeledger.console.timeline.step;

import io.storeledger.common.event.Cause;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.Version;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.event.WriteOutcome.Call;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Records as the services write them, full of personal data.
public final class Records {
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    public static final String STORE = "abc";
    public static final String EMAIL = "Jane.Doe@Example.com";

    /// What no step may say.
    public static final List<String> PERSONAL =
            List.of("Jane", "Doe", "Example.com", "example.com", "Main Street", "555-0100");

    private Records() {}

    /// An order of Jane's.
    public static OrderSnapshot order(long id, Disposition disposition, String... skus) {
        ObjectNode order = Json.object();
        order.put("id", id);
        order.put("customer_id", 77);
        order.put("status", "Awaiting Fulfillment");
        order.put("total_inc_tax", "119.1000");
        order.put("default_currency_code", "USD");
        order.putObject("billing_address")
                .put("first_name", "Jane")
                .put("last_name", "Doe")
                .put("street_1", "Main Street 1")
                .put("phone", "555-0100")
                .put("email", EMAIL);
        List<ObjectNode> products =
                Arrays.stream(skus).map(sku -> Json.object().put("sku", sku)).toList();
        return new OrderSnapshot(
                "main",
                STORE,
                id,
                disposition,
                order,
                products,
                List.of(),
                List.of(),
                new Version(NOW.minusSeconds(9), NOW),
                List.of(new Cause("bigcommerce.webhooks", 1, 5, NOW)),
                3);
    }

    /// What the writer did with an order.
    public static WriteOutcome outcome(
            long order, Result result, @Nullable String reason, @Nullable String internalId) {
        ObjectNode body =
                Json.object().put("email", EMAIL).put("firstName", "Jane").put("lastName", "Doe");
        return new WriteOutcome(
                "main",
                result,
                reason == null ? null : "netsuite-refused",
                reason,
                "salesOrder",
                "BC-abc-SO-" + order,
                internalId,
                new Version(NOW, NOW),
                List.of(new Call("PUT salesOrder", body, reason == null ? "ok" : reason, 250)),
                2,
                NOW,
                NOW.plusMillis(300),
                List.of(new Cause("bigcommerce.orders", 1, 6, NOW)),
                NOW.minusSeconds(2));
    }
}
