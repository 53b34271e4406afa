package io.storeledger.cli.credentials;

import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.Unreadable;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Takes a secret from where nobody else sees it: a prompt without echo, a pipe, or a file; never
/// the command line, which every process of the machine can read.
final class SecretInput {
    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "takes the value from a file; without it from a prompt that shows nothing, or"
                            + " from a pipe")
    private @Nullable Path file;

    String read(String what) {
        String value = raw(what).strip();
        if (value.isEmpty()) {
            throw new ConfigException(what, List.of("is empty; nothing was changed."));
        }
        return value;
    }

    /// There is none where input or output is redirected.
    @SuppressWarnings("SystemConsoleNull")
    private String raw(String what) {
        try {
            if (file != null) {
                return Files.readString(file);
            }
            Console console = System.console();
            if (console != null && console.isTerminal()) {
                char[] typed = console.readPassword("%s: ", what);
                return typed == null ? "" : new String(typed);
            }
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw file == null
                    ? new ConfigException(
                            "standard input", List.of("can't be read (%s).".formatted(e)))
                    : new ConfigException(
                            file.toString(), List.of(Unreadable.because(file, e) + "."));
        }
    }
}
