package io.storeledger.sandbox.bigcommerce.webhook;

import io.storeledger.sandbox.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/// A callback to one hook: the same bytes and id on every attempt.
record Callback(long hookId, String id, String body, int attempts) {
    /// The envelope around this event. Two events of the same data within a second share a hash.
    static Callback of(
            long hookId,
            String scope,
            ObjectNode data,
            String storeHash,
            long storeId,
            long epochSecond) {
        ObjectNode envelope = Json.object();
        envelope.put("scope", scope);
        envelope.put("store_id", Long.toString(storeId));
        envelope.set("data", data);
        String hash = sha1(scope + Json.text(envelope, "store_id") + data + epochSecond);
        envelope.put("hash", hash);
        envelope.put("created_at", epochSecond);
        envelope.put("producer", "stores/" + storeHash);
        return new Callback(hookId, hash, Json.write(envelope), 0);
    }

    Callback tried() {
        return new Callback(hookId, id, body, attempts + 1);
    }

    private static String sha1(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
