package io.storeledger.ingress;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.ingress.hooks.AnswerWindow;
import io.storeledger.ingress.hooks.DeliveryExceptions;
import io.storeledger.ingress.signature.SignatureChain;
import java.time.Clock;

/// A configured store, ready to judge its deliveries.
///
/// @param source where its events come from, as `ce_source` says it
/// @param exceptions counts what the store tells of failed deliveries
record Connection(
        String name,
        String storeHash,
        String source,
        SignatureChain signatures,
        SeenIds seen,
        DeliveryExceptions exceptions,
        ConnectionMetrics metrics) {
    /// At most about 10 MB for each connection; the newest day or so of a busy store.
    private static final int REMEMBERED_IDS = 100_000;

    static Connection of(ConnectionConfig config, Clock clock, MeterRegistry metrics) {
        var chain = new SignatureChain.Builder();
        if (config.standardWebhooks() && !config.clientSecrets().isEmpty()) {
            chain.standardWebhooks(config.clientSecrets(), config.tolerance());
        }
        if (config.xBcSignature() && !config.clientSecrets().isEmpty()) {
            chain.xBcSignature(config.clientSecrets());
        }
        config.sharedSecret()
                .ifPresent(shared -> chain.sharedSecret(shared.header(), shared.values()));
        return new Connection(
                config.name(),
                config.storeHash(),
                "/bigcommerce/stores/%s/webhooks".formatted(config.storeHash()),
                chain.build(),
                new SeenIds(REMEMBERED_IDS),
                new DeliveryExceptions(config.name(), metrics),
                new ConnectionMetrics(config.name(), new AnswerWindow(clock), clock, metrics));
    }
}
