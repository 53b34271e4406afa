package io.storeledger.ingress.signature;

import io.storeledger.common.config.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A secret as the key of HMAC-SHA256: its raw UTF-8 bytes.
///
/// BigCommerce's samples base64-encode the client secret only because the library they use decodes
/// it again (its page "HTTPS webhooks", section "Webhook signature").
final class HmacKey {
    private static final String ALGORITHM = "HmacSHA256";

    /// Never used itself: a clone is cheaper than a lookup and an initialisation for each request.
    private final Mac prototype;

    HmacKey(Secret secret) {
        try {
            prototype = Mac.getInstance(ALGORITHM);
            prototype.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// Whether the signature is of these parts, one after another; in constant time.
    boolean signed(byte[] signature, byte[]... parts) {
        try {
            Mac mac = (Mac) prototype.clone();
            for (byte[] part : parts) {
                mac.update(part);
            }
            return MessageDigest.isEqual(mac.doFinal(), signature);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HmacSHA256 can be cloned", e);
        }
    }
}
