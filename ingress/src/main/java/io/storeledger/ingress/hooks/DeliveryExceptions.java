package io.storeledger.ingress.hooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.metric.HooksMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/// Counts what BigCommerce tells of deliveries that failed (`store/hook/deliveryException`), and
/// passes it on.
public final class DeliveryExceptions {
    /// A delivery failed and will be retried; told once in ten minutes at most.
    public static final int FAILED = 90001;

    /// All retries of a delivery failed: the hook is being switched off.
    public static final int EXHAUSTED = 90002;

    /// The domain is blocked for a while.
    public static final int BLOCKED = 90003;

    private static final List<Integer> CODES = List.of(FAILED, EXHAUSTED, BLOCKED);
    private static final int OTHER = 0;

    private final Map<Integer, Counter> counters = new HashMap<>();
    private volatile IntConsumer listener = code -> {};

    public DeliveryExceptions(String connection, MeterRegistry metrics) {
        CODES.forEach(code ->
                counters.put(code, HooksMetrics.EXCEPTIONS.of(metrics, connection, "" + code)));
        counters.put(OTHER, HooksMetrics.EXCEPTIONS.of(metrics, connection, "other"));
    }

    /// Whether an event tells of failed deliveries.
    public static boolean isOne(String scope) {
        return scope.equals(WantedHook.EXCEPTIONS);
    }

    /// Such an event was stored.
    public void told(byte[] body) {
        int code = code(body);
        Objects.requireNonNull(counters.get(code)).increment();
        listener.accept(code);
    }

    void listen(IntConsumer ear) {
        listener = ear;
    }

    private static int code(byte[] body) {
        try {
            int code = Json.tree(body).path("data").path("error_code").asInt(OTHER);
            return CODES.contains(code) ? code : OTHER;
        } catch (MalformedJsonException e) {
            return OTHER;
        }
    }
}
