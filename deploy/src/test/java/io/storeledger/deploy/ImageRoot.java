package io.storeledger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What the image holds, made by the Dockerfile's own steps, and what runs in it: as the image's
/// user where these tests run as root, and from a folder that it may not write to.
final class ImageRoot {
    static final String USER = "65532";

    private final Path folder;
    private final Path writable;

    private ImageRoot(Path folder, Path writable) {
        this.folder = folder;
        this.writable = writable;
    }

    /// Takes every step that the Dockerfile takes.
    static ImageRoot build(Path below) throws IOException, InterruptedException {
        // others have to find their way through it
        Files.setPosixFilePermissions(below, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path root = Files.createDirectories(below.resolve("opt"));
        var command =
                new ProcessBuilder(
                        Repository.path("deploy/build-image-root.sh").toString(),
                        "all",
                        Repository.path("cli/target/app").toString(),
                        root.toString());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // as long as the Dockerfile's teaches nothing more that is looked at here
        command.environment().put("TRAIN_FOR", "1s");
        Path log = below.resolve("build.log");
        Process build = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(build.waitFor(8, TimeUnit.MINUTES)).isTrue();
        assertThat(build.exitValue()).as(() -> read(log)).isZero();
        var built = new ImageRoot(root, below.resolve("writable"));
        built.own(built.writable);
        return built;
    }

    /// A folder that the image's user may write to, as a volume is.
    Path volume(String name) throws IOException {
        Path volume = writable.resolve(name);
        own(volume);
        Files.setPosixFilePermissions(volume, PosixFilePermissions.fromString("rwx------"));
        return volume;
    }

    /// Gives a folder, and what is in it, to the image's user.
    void own(Path path) throws IOException {
        Files.createDirectories(path);
        if (isRoot()) {
            try (var all = Files.walk(path)) {
                for (Path each : all.toList()) {
                    Files.setAttribute(each, "unix:uid", Integer.parseInt(USER));
                }
            }
        }
    }

    /// Starts a command line as the image's ENTRYPOINT would.
    Process entryPoint(List<String> arguments, Map<String, String> environment, Path log)
            throws IOException {
        List<String> all = new ArrayList<>();
        all.add("/opt/java/bin/java");
        all.add("@/opt/storeledger/java.options");
        all.add("io.storeledger.cli.Storeledger");
        all.addAll(arguments);
        return start(all, environment, log);
    }

    /// Starts a command line inside the image.
    Process start(List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        command.forEach(word -> all.add(word.replace("/opt/", folder + "/")));
        var process = new ProcessBuilder(all);
        process.environment().clear();
        process.environment().put("LANG", "C.UTF-8");
        process.environment().putAll(environment);
        return process.directory(writable.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    Path folder() {
        return folder;
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return String.valueOf(e);
        }
    }
}
