package io.storeledger.ingress.signature;

import io.storeledger.common.config.Secret;
import io.storeledger.ingress.signature.Verdict.Accepted;
import io.storeledger.ingress.signature.Verdict.Refused;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// HMAC-SHA256 of the raw body alone, in `X-BC-Signature`, written in hex or base64.
///
/// It signs no time, so a delivery by it is never late.
final class BodySignature implements SignatureScheme {
    private static final int HEX_LENGTH = 64;

    private final HmacKeys keys;

    BodySignature(List<Secret> secrets) {
        keys = new HmacKeys(secrets);
    }

    @Override
    public Verdict verify(SignedHeaders headers, byte[] body, long nowSeconds) {
        String written = headers.get(SignedHeaders.X_BC_SIGNATURE);
        if (written == null) {
            return new Refused(Refusal.MISSING);
        }
        byte[] signature;
        try {
            // 32 bytes are 64 digits in hex and 43 or 44 in base64
            signature =
                    written.length() == HEX_LENGTH
                            ? HexFormat.of().parseHex(written)
                            : Base64.getDecoder().decode(written);
        } catch (IllegalArgumentException e) {
            return new Refused(Refusal.MALFORMED);
        }
        for (HmacKey key : keys.now()) {
            if (key.signed(signature, body)) {
                return new Accepted(Scheme.X_BC_SIGNATURE, false);
            }
        }
        return new Refused(Refusal.MISMATCH);
    }
}
