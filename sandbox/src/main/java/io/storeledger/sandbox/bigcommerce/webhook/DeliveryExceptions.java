package io.storeledger.sandbox.bigcommerce.webhook;

import io.storeledger.sandbox.json.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/// Tells the store's one `deliveryException` hook what goes wrong with the others.
final class DeliveryExceptions {
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int WILL_RETRY = 90_001;
    private static final int GIVEN_UP = 90_002;
    private static final int BLOCKED = 90_003;

    private final Clock clock;
    private final long pauseMillis;
    private final Map<URI, Long> toldAt = new ConcurrentHashMap<>();
    private volatile BiConsumer<String, ObjectNode> events = (scope, data) -> {};

    DeliveryExceptions(Clock clock, double scale) {
        this.clock = clock;
        this.pauseMillis = Math.round(PAUSE.toMillis() * scale);
    }

    void tell(BiConsumer<String, ObjectNode> told) {
        events = told;
    }

    /// A delivery failed and will be retried: told once in 10 minutes per destination.
    void failed(Hook hook, String why) {
        long now = clock.millis();
        long[] told = {0};
        toldAt.compute(
                hook.destination(),
                (destination, last) -> {
                    if (last != null && now - last < pauseMillis) {
                        return last;
                    }
                    told[0] = 1;
                    return now;
                });
        if (told[0] == 1) {
            fire(hook, WILL_RETRY, "%s when delivering to %s, will retry", why);
        }
    }

    /// The last retry failed.
    void givenUp(Hook hook) {
        fire(hook, GIVEN_UP, "%s to %s, the webhook is being disabled", "All attempts failed");
    }

    /// The destination's domain was blocked.
    void blocked(Hook hook) {
        fire(hook, BLOCKED, "%s of %s", "Temporarily blocked: the domain");
    }

    private void fire(Hook hook, int code, String message, String why) {
        // Trouble with this hook itself would never end.
        if (hook.scope().equals(Hook.DELIVERY_EXCEPTION)) {
            return;
        }
        ObjectNode data = Json.object();
        data.put("type", "webhook");
        data.put("id", hook.id());
        data.put("error_code", code);
        data.put("message", message.formatted(why, hook.destination()));
        events.accept(Hook.DELIVERY_EXCEPTION, data);
    }
}
