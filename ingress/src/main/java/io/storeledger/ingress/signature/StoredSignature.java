package io.storeledger.ingress.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.storeledger.common.config.Secret;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// Proves an event's signature again from its record in the log alone.
public final class StoredSignature {
    private StoredSignature() {}

    /// Judges a record of the webhooks topic (or its dead letters) as it was judged when it came,
    /// except for its age. What only a shared-secret header proved is refused as [Refusal#MISSING]:
    /// that header is a secret and was not stored.
    ///
    /// @param headers the record's headers
    /// @param body the record's value, byte for byte
    /// @param clientSecrets the secrets that may have signed it, old ones too
    public static Verdict verify(Headers headers, byte[] body, List<Secret> clientSecrets) {
        var chain =
                new SignatureChain.Builder()
                        .standardWebhooks(clientSecrets, Duration.ofSeconds(Long.MAX_VALUE))
                        .xBcSignature(clientSecrets)
                        .build();
        return chain.verify(
                name -> {
                    Header header = headers.lastHeader(name);
                    return header == null || header.value() == null
                            ? null
                            : new String(header.value(), UTF_8);
                },
                body,
                0);
    }
}
