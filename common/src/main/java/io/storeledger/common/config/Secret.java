package io.storeledger.common.config;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A value that must never be printed: `toString` gives `***`.
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /// Wraps a secret value.
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "a secret needs a value"));
    }

    /// The value itself; call it only where it is used.
    public String reveal() {
        return value;
    }

    /// The value's UTF-8 bytes, for keys.
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
