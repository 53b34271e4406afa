package io.storeledger.common.kafka;

import io.storeledger.common.config.Secret;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lets Kafka's OAUTHBEARER login use the addresses that the configuration names.
///
/// Kafka asks for a list of allowed addresses in a system property, against configurations that
/// strangers hand in (CVE-2025-27817). Ours is the operator's own; a list that the operator gave is
/// left as it is.
final class TokenEndpoints {
    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private TokenEndpoints() {}

    static void allow(Map<String, Secret> properties) {
        String urls =
                Stream.of(
                                "sasl.oauthbearer.token.endpoint.url",
                                "sasl.oauthbearer.jwks.endpoint.url")
                        .map(properties::get)
                        .filter(Objects::nonNull)
                        .map(Secret::reveal)
                        .collect(Collectors.joining(","));
        if (!urls.isEmpty() && System.getProperty(ALLOWED) == null) {
            System.setProperty(ALLOWED, urls);
        }
    }
}
