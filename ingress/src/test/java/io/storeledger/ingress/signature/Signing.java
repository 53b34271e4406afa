package io.storeledger.ingress.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs as BigCommerce does; written apart from the code under test.
public final class Signing {
    private Signing() {}

    /// The headers of Standard Webhooks.
    public static Map<String, String> standard(
            String secret, String id, long timestamp, byte[] body) {
        byte[] before = (id + "." + timestamp + ".").getBytes(ISO_8859_1);
        byte[] signed = new byte[before.length + body.length];
        System.arraycopy(before, 0, signed, 0, before.length);
        System.arraycopy(body, 0, signed, before.length, body.length);
        Map<String, String> headers = new TreeMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(timestamp));
        headers.put(
                "webhook-signature",
                "v1," + Base64.getEncoder().encodeToString(hmac(secret, signed)));
        return headers;
    }

    /// `X-BC-Signature` in hex.
    public static String hex(String secret, byte[] body) {
        return HexFormat.of().formatHex(hmac(secret, body));
    }

    /// `X-BC-Signature` in base64.
    public static String base64(String secret, byte[] body) {
        return Base64.getEncoder().encodeToString(hmac(secret, body));
    }

    private static byte[] hmac(String secret, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
