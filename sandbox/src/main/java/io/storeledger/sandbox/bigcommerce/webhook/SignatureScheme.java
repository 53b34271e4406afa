package io.storeledger.sandbox.bigcommerce.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How callbacks are signed. The key is always the raw UTF-8 bytes of the client secret.
public enum SignatureScheme {
    /// What BigCommerce documents: Standard Webhooks over id, timestamp and body.
    STANDARD_WEBHOOKS,
    /// `X-BC-Signature`, HMAC-SHA256 of the body in hex; documented nowhere by BigCommerce.
    X_BC_SIGNATURE_HEX,
    /// The same in base64.
    X_BC_SIGNATURE_BASE64,
    /// No signature: the hook's own headers are all there is.
    NONE;

    Map<String, String> headers(String secret, String id, long epochSecond, byte[] body) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        return switch (this) {
            case STANDARD_WEBHOOKS -> {
                byte[] start = (id + "." + epochSecond + ".").getBytes(StandardCharsets.UTF_8);
                String signature = Base64.getEncoder().encodeToString(hmac(key, start, body));
                yield Map.of(
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        Long.toString(epochSecond),
                        "webhook-signature",
                        "v1," + signature);
            }
            case X_BC_SIGNATURE_HEX ->
                    Map.of("X-BC-Signature", HexFormat.of().formatHex(hmac(key, body)));
            case X_BC_SIGNATURE_BASE64 ->
                    Map.of("X-BC-Signature", Base64.getEncoder().encodeToString(hmac(key, body)));
            case NONE -> Map.of();
        };
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
