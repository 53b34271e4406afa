package io.storeledger.ingress.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.storeledger.common.config.Secret;
import io.storeledger.ingress.signature.Verdict.Accepted;
import io.storeledger.ingress.signature.Verdict.Refused;
import java.security.MessageDigest;
import java.util.List;

/// A header with a secret value that was chosen when the hook was made; it proves the sender, not
/// the body, and is never stored.
final class SharedSecret implements SignatureScheme {
    private final String header;
    private final List<Secret> values;

    SharedSecret(String header, List<Secret> values) {
        this.header = header;
        this.values = List.copyOf(values);
    }

    @Override
    public Verdict verify(SignedHeaders headers, byte[] body, long nowSeconds) {
        String received = headers.get(header);
        if (received == null) {
            return new Refused(Refusal.MISSING);
        }
        // The bytes as they came: a server reads headers as Latin-1.
        byte[] bytes = received.getBytes(ISO_8859_1);
        for (Secret value : HmacKeys.parts(values)) {
            if (MessageDigest.isEqual(value.bytes(), bytes)) {
                return new Accepted(Scheme.SHARED_SECRET, false);
            }
        }
        return new Refused(Refusal.MISMATCH);
    }
}
