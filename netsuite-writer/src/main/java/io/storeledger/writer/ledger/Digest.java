package io.storeledger.writer.ledger;

import io.storeledger.common.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/// What tells one body from another: SHA-256 over its JSON, which the mappers write in one order.
public final class Digest {
    private Digest() {}

    /// The digest of a body, in hex.
    public static String of(ObjectNode body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Json.bytes(body)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
