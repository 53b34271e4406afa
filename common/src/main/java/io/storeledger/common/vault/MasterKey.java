package io.storeledger.common.vault;

import com.google.crypto.tink.Aead;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the key comes from that opens the credentials: a file, an environment variable, or a key
/// management system that never gives it away. It is asked anew each time the credentials are
/// opened.
public sealed interface MasterKey {
    /// What is right, for messages.
    String WRITTEN =
            "file:PATH, env:NAME or the URI of a key management system such as gcp-kms://... or"
                    + " aws-kms://...";

    /// A key in a file of its own, which only its owner can read.
    record InFile(Path file) implements MasterKey {}

    /// A key in an environment variable.
    ///
    /// @param value the variable's, null if it is not set
    record InEnvironment(String name, Supplier<@Nullable String> value) implements MasterKey {}

    /// A key that stays in a key management system.
    record InKms(String uri) implements MasterKey {
        private static final Pattern URI = Pattern.compile("[a-z][a-z0-9+.-]*://\\S+");
    }

    /// Reads the written form; empty if it is none.
    static Optional<MasterKey> parse(String written, Map<String, String> environment) {
        String source = written.strip();
        if (source.startsWith("file:") && source.length() > 5 && !source.startsWith("file://")) {
            return Optional.of(new InFile(Path.of(source.substring(5))));
        }
        if (source.startsWith("env:") && source.length() > 4) {
            String name = source.substring(4);
            return Optional.of(new InEnvironment(name, () -> environment.get(name)));
        }
        return InKms.URI.matcher(source).matches() && !source.startsWith("file:")
                ? Optional.of(new InKms(source))
                : Optional.empty();
    }

    /// How it is written in the configuration.
    default String written() {
        return switch (this) {
            case InFile(Path file) -> "file:" + file;
            case InEnvironment(String name, _) -> "env:" + name;
            case InKms(String uri) -> uri;
        };
    }

    /// What seals and opens the data key.
    ///
    /// @throws VaultException if the key can't be had
    default Aead aead() {
        return switch (this) {
            case InFile(Path file) -> RawKeys.of(written(), KeyFile.read(file)).aead();
            case InEnvironment(String name, Supplier<@Nullable String> value) -> {
                String keys = value.get();
                if (keys == null) {
                    throw new VaultException(
                            "The credentials' master key should be in the environment variable %s, which is not set."
                                    .formatted(name));
                }
                yield RawKeys.of(written(), keys).aead();
            }
            case InKms(String uri) -> KeyManagement.aead(uri);
        };
    }
}
