package io.storeledger.benchmarks.harness;

import io.storeledger.common.json.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/// The folder where one run leaves its raw output.
///
/// @param folder `benchmarks/results/<name>/<time>`
public record Results(Path folder) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /// Makes the folder for a run that begins now.
    public static Results of(String benchmark) throws IOException {
        Path folder =
                home().resolve("results")
                        .resolve(benchmark)
                        .resolve(LocalDateTime.now(ZoneId.systemDefault()).format(TIME));
        Files.createDirectories(folder);
        return new Results(folder);
    }

    /// A file in it.
    public Path file(String name) {
        return folder.resolve(name);
    }

    /// Notes a figure as it was measured: a line of JSON in `raw.jsonl`.
    public void note(Map<String, ?> figure) throws IOException {
        append("raw.jsonl", Json.text(figure));
    }

    /// Adds a line to a file.
    public void append(String file, String line) throws IOException {
        Files.writeString(
                file(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// The module's folder, if it runs from there; else where it was started.
    private static Path home() {
        try {
            Path jar =
                    Path.of(
                            Results.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            Path app = jar.getParent();
            if (app != null && app.endsWith(Path.of("target", "app"))) {
                return app.resolve("../..").normalize();
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the address of a jar is one", e);
        }
        return Path.of("benchmarks");
    }
}
