package io.storeledger.benchmarks.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes callbacks as BigCommerce sends them, signed by Standard Webhooks, whole requests ready to
/// be sent.
final class SignedCallbacks {
    static final String STORE = "bench1";
    static final String SECRET = "bench-client-secret-that-opens-nothing";
    static final String PATH = "/webhooks/bench";

    /// A store's events of a minute or two; each in the log under its own order's key.
    private static final int DIFFERENT = 20_000;

    private static final long FIRST_ORDER = 100_000;

    private SignedCallbacks() {}

    /// Callbacks that are signed now, and good for the five minutes that a receiver tolerates.
    static List<byte[]> make(RandomGenerator random) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(ISO_8859_1), "HmacSHA256"));
            long now = System.currentTimeMillis() / 1000;
            List<byte[]> all = new ArrayList<>(DIFFERENT);
            for (int i = 0; i < DIFFERENT; i++) {
                all.add(request(mac, random, FIRST_ORDER + i, now));
            }
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] request(Mac mac, RandomGenerator random, long order, long now) {
        byte[] random20 = new byte[20];
        random.nextBytes(random20);
        String hash = HexFormat.of().formatHex(random20);
        String body =
                """
                {"scope":"store/order/updated","store_id":"1001001","data":{"type":"order","id":%d},\
                "hash":"%s","created_at":%d,"producer":"stores/%s"}\
                """
                        .formatted(order, hash, now, STORE);
        String signed = hash + "." + now + "." + body;
        String signature =
                Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(ISO_8859_1)));
        String head =
                """
                POST %s HTTP/1.1
                Host: 127.0.0.1
                User-Agent: bench
                Accept: */*
                Content-Type: application/json
                webhook-id: %s
                webhook-timestamp: %d
                webhook-signature: v1,%s
                Content-Length: %d

                """
                        .formatted(PATH, hash, now, signature, body.length())
                        .replace("\n", "\r\n");
        var whole = new ByteArrayOutputStream(head.length() + body.length());
        whole.writeBytes(head.getBytes(ISO_8859_1));
        whole.writeBytes(body.getBytes(ISO_8859_1));
        return whole.toByteArray();
    }
}
