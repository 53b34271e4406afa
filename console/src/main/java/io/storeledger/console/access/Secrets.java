package io.storeledger.console.access;

import io.storeledger.common.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Compares secrets so that the time it takes tells nothing.
final class Secrets {
    private Secrets() {}

    /// Whether this is the secret, or one of its parts while it is being changed.
    static boolean matches(Secret secret, String given) {
        byte[] digest = digest(given);
        boolean matches = false;
        for (Secret part : secret.parts()) {
            matches |= MessageDigest.isEqual(digest(part.reveal()), digest);
        }
        return matches;
    }

    /// Of one length for all, and worthless to whoever finds it.
    static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
