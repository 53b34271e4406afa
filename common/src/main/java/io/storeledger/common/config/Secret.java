package io.storeledger.common.config;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A value that must never be printed: `toString` gives `***`.
///
/// One that comes from a file (`${file:PATH}`, or the credentials file) may change while we run:
/// ask for it each time it is used, keep no copy.
public final class Secret {
    private final Origin origin;

    private Secret(Origin origin) {
        this.origin = origin;
    }

    /// Wraps a secret value.
    public static Secret of(String value) {
        return new Secret(
                new Origin.Fixed(Objects.requireNonNull(value, "a secret needs a value")));
    }

    static Secret from(Origin origin) {
        return new Secret(origin);
    }

    /// The value itself, not older than about a second; call it only where it is used.
    public String reveal() {
        return origin.now();
    }

    /// Looks at once whether it has changed where it comes from, as after it was refused.
    public void refresh() {
        origin.refresh();
    }

    /// The secrets it consists of now: several may be accepted while they are rotated. One that
    /// can't change is itself.
    public List<Secret> parts() {
        return isLive() ? split() : List.of(this);
    }

    /// What is written with commas or line ends between.
    List<Secret> split() {
        return Arrays.stream(reveal().split("[,\\n]", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Secret::of)
                .toList();
    }

    /// Whether it may change while we run.
    boolean isLive() {
        return switch (origin) {
            case Origin.Fixed _ -> false;
            case Origin.Files _ -> true;
        };
    }

    /// The value's UTF-8 bytes, for keys.
    public byte[] bytes() {
        return reveal().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && reveal().equals(secret.reveal());
    }

    @Override
    public int hashCode() {
        return reveal().hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
