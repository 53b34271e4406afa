package io.storeledger.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Prometheus and its promtool, as Debian's package `prometheus` installs them. Without them the
/// tests that need them are skipped, but not in CI.
final class PrometheusTools {
    private PrometheusTools() {}

    /// The program's path.
    static String path(String program) {
        List<Path> found =
                Stream.of("/usr/bin", "/usr/local/bin", "/opt/prometheus")
                        .map(folder -> Path.of(folder, program))
                        .filter(Files::isExecutable)
                        .toList();
        if (System.getenv("CI") == null) {
            assumeTrue(!found.isEmpty(), program + " is not installed: apt-get install prometheus");
        }
        assertThat(found).as("%s (apt-get install prometheus)", program).isNotEmpty();
        return found.getFirst().toString();
    }

    /// Runs promtool in the repository's `deploy` folder, and wants it to be content.
    static String promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(path("promtool")));
        command.addAll(List.of(arguments));
        Process tool =
                new ProcessBuilder(command)
                        .directory(Repository.path("deploy").toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tool.waitFor()).as(said).isZero();
        return said;
    }
}
