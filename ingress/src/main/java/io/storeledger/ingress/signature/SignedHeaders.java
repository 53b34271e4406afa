package io.storeledger.ingress.signature;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The headers of a delivery, by name; of a request, or of a record in the log.
@FunctionalInterface
public interface SignedHeaders {
    String WEBHOOK_ID = "webhook-id";
    String WEBHOOK_TIMESTAMP = "webhook-timestamp";
    String WEBHOOK_SIGNATURE = "webhook-signature";
    String X_BC_SIGNATURE = "x-bc-signature";

    /// What signs a delivery; kept with it as received, so that it can be proved again.
    List<String> SIGNATURES =
            List.of(WEBHOOK_ID, WEBHOOK_TIMESTAMP, WEBHOOK_SIGNATURE, X_BC_SIGNATURE);

    /// A header's first value.
    @Nullable String get(String name);

    /// Whether a header of this name is kept in the log.
    static boolean isKept(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SIGNATURES.contains(lower)
                || Set.of("content-type", "traceparent", "tracestate").contains(lower);
    }
}
