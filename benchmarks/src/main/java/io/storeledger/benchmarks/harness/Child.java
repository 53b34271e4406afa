package io.storeledger.benchmarks.harness;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A JVM of its own, with this one's class path; what it prints goes to a file among the results.
public final class Child implements AutoCloseable {
    /// What a child that has no health to ask for prints when it serves.
    public static final String READY = "ready";

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOPPING = Duration.ofSeconds(30);
    private static final int TOLD_LINES = 5;

    /// The flags of the launcher `storeledger`, the same for all.
    private static final List<String> FLAGS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseSerialGC",
                    "-Xmx640m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Dlogback.configurationFile=logback-bench.xml");

    private final String name;
    private final Process process;
    private final Path output;
    private final Thread hook;

    private Child(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.hook = Thread.ofPlatform().unstarted(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Starts a main class. `STORELEDGER_BENCH_JVM_<NAME>` in the environment adds flags, such as
    /// those of a profiler.
    public static Child start(Results results, String name, String mainClass, String... args)
            throws IOException {
        Path output = results.file(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        String more = System.getenv("STORELEDGER_BENCH_JVM_" + name.replaceAll("\\W.*", ""));
        if (more != null && !more.isBlank()) {
            command.addAll(List.of(more.strip().split("\\s+")));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(args));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                        .start();
        return new Child(name, process, output);
    }

    /// Waits for the line that says that it serves.
    public Child awaitReady() throws InterruptedException {
        await(() -> Files.readAllLines(output).contains(READY));
        return this;
    }

    /// Waits until its health says that it is ready.
    public Child awaitReady(int adminPort) throws InterruptedException {
        URI health = URI.create("http://127.0.0.1:%d/health/ready".formatted(adminPort));
        await(() -> {
            var connection = (HttpURLConnection) health.toURL().openConnection();
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        });
        return this;
    }

    /// The processor time it has used.
    public Cpu cpu() {
        return Cpu.of(process.pid());
    }

    /// Ends it as `kill -9` does.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// Asks it to end, and ends it if it doesn't.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private interface Look {
        boolean isReady() throws IOException;
    }

    private void await(Look look) throws InterruptedException {
        long start = System.nanoTime();
        while (!looked(look)) {
            if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new BenchmarkFailed(
                        "The process %s %s. Its last words, all of them in %s:%n%s"
                                .formatted(
                                        name,
                                        process.isAlive() ? "does not become ready" : "has ended",
                                        output,
                                        lastWords()));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static boolean looked(Look look) {
        try {
            return look.isReady();
        } catch (IOException e) {
            return false;
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(output);
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()));
        } catch (IOException e) {
            return "(none)";
        }
    }
}
