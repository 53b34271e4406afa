package io.storeledger.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.metric.Metrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The image and docker-compose.yml without an engine: the Dockerfile's steps make what the image
/// holds, and of it run the command lines and health checks of the compose file, with its
/// configuration for simulated vendors, on a real broker.
class ImageIT {
    private static final String CONFIG = "/etc/storeledger/storeledger.yaml";
    private static final List<String> SERVICES =
            List.of("ingress", "enricher", "writer", "catalog", "console");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final ComposeFile compose = ComposeFile.readWith("deploy/compose/sandbox/sandbox.env");
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, Process> running = new LinkedHashMap<>();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder;

    @AfterEach
    void stopWhatIsLeft() {
        running.values().forEach(Process::destroyForcibly);
    }

    @Test
    void runsTheWholeSystemOnAReadOnlyRoot() throws Exception {
        ImageRoot image = ImageRoot.build(folder);
        Path config = config(image);
        Map<Path, FileTime> before = files(image.folder());
        startsFromItsCache(image);
        try (var broker = EmbeddedBroker.start(folder.resolve("kafka"), 0)) {
            String kafka = broker.bootstrapServers();
            answersTo(
                    compose.healthCheck("kafka"), "9092", kafka.substring(kafka.indexOf(':') + 1));

            Process topics = start(image, "topics", config, kafka);
            assertThat(topics.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(log("topics")).contains("create bigcommerce.webhooks");
            assertThat(topics.exitValue()).as(() -> log("topics")).isZero();

            start(image, "sandbox", config, kafka);
            awaitHealthy(image, "sandbox");
            for (String service : SERVICES) {
                start(image, service, config, kafka);
            }
            for (String service : SERVICES) {
                awaitHealthy(image, service);
            }
            await("an order in NetSuite")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() ->
                            get("sandbox-http", "/admin/netsuite/records/salesOrder")
                                    .contains("externalId"));
            answersTheDashboards();
            runsTheCommandsOfThePage(image, kafka);
            stopGracefully();
        }
        assertThat(files(image.folder())).isEqualTo(before);
    }

    /// A real Prometheus scrapes the services: it can evaluate every query of the dashboards and
    /// rules, and has seen each metric that they name, but for those that appear only once
    /// something has happened or with a setting that the simulated vendors can't have (hooks need
    /// HTTPS).
    private void answersTheDashboards() throws Exception {
        List<String> queries =
                Stream.concat(
                                Dashboards.queries().stream().map(Dashboards.Query::filledIn),
                                AlertRules.all().stream().map(AlertRules.Rule::query))
                        .toList();
        Set<String> later =
                Metrics.all().stream()
                        .filter(metric -> metric.spec().later().isPresent())
                        .flatMap(metric -> metric.series().stream())
                        .collect(Collectors.toSet());
        Set<String> named =
                queries.stream()
                        .flatMap(query -> Queries.metricsIn(query).stream())
                        .filter(metric -> !later.contains(metric))
                        .collect(Collectors.toCollection(TreeSet::new));
        List<String> targets =
                SERVICES.stream().map(service -> "127.0.0.1:" + port(service)).toList();
        try (var prometheus =
                PrometheusServer.start(folder.resolve("prometheus"), port("prometheus"), targets)) {
            await("Prometheus scrapes all services")
                    .atMost(PATIENCE)
                    .until(() -> prometheus.targetsUp() == SERVICES.size());
            await("all metrics are seen")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(prometheus.names()).containsAll(named));
            for (String query : queries) {
                prometheus.query(query);
            }
            assertThat(prometheus.query("storeledger_ready").size()).isEqualTo(SERVICES.size());
        }
    }

    /// As docs/install-compose.md runs them, in the folder of the configuration; and one in the
    /// console's pod, as docs/install-kubernetes.md does, with little memory beside it.
    private void runsTheCommandsOfThePage(ImageRoot image, String kafka) throws Exception {
        List<String> commands =
                Pattern.compile("docker compose run --rm tools ([a-z ]+)")
                        .matcher(Repository.text("docs/install-compose.md"))
                        .results()
                        .map(command -> command.group(1).strip())
                        .toList();
        assertThat(commands).contains("config check", "ping", "topics diff");
        Path said = folder.resolve("tools.log");
        for (String command : commands) {
            succeeds(
                    () ->
                            image.entryPoint(
                                    List.of(command.split(" ", -1)),
                                    environment("tools", kafka),
                                    said),
                    said);
        }
        String ping =
                Pattern.compile("-console-0 -- \\\\\n +(java [^\n]+)")
                        .matcher(Repository.text("docs/install-kubernetes.md"))
                        .results()
                        .map(command -> command.group(1))
                        .findFirst()
                        .orElseThrow()
                        .replace("java ", "/opt/java/bin/java ")
                        .replace(CONFIG, folder.resolve("writable/storeledger.yaml").toString());
        succeeds(() -> image.start(List.of(ping.split(" ", -1)), Map.of(), said), said);
    }

    /// In the end: the simulated vendors fail now and then, and `ping` says to try again.
    private static void succeeds(Callable<Process> command, Path said) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(command.call().waitFor())
                                .as(() -> ImageRoot.read(said))
                                .isZero());
    }

    /// With this mode a JVM that can't use the cache ends; else it would go on without it, slowly.
    private void startsFromItsCache(ImageRoot image) throws Exception {
        for (String options : List.of("java", "health")) {
            Path said = folder.resolve("cache.log");
            Process version =
                    image.start(
                            List.of(
                                    "/opt/java/bin/java",
                                    "@/opt/storeledger/" + options + ".options",
                                    "io.storeledger.cli.Storeledger",
                                    "--version"),
                            Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=on"),
                            said);
            assertThat(version.waitFor()).as(() -> ImageRoot.read(said)).isZero();
        }
    }

    private Process start(ImageRoot image, String service, Path config, String kafka)
            throws IOException {
        List<String> command =
                compose.command(service).stream()
                        .map(word ->
                                word.replace(CONFIG, config.toString())
                                        .replace("--port=8070", "--port=" + port("sandbox-http"))
                                        .replace(
                                                "ingress:8080",
                                                "127.0.0.1:" + port("ingress-http")))
                        .toList();
        Map<String, String> environment = environment(service, kafka);
        environment.put("STORELEDGER_DATAFOLDER", image.volume(service).toString());
        // all listen on one machine here
        environment.put("STORELEDGER_ADMIN_PORT", port(service));
        environment.put("STORELEDGER_INGRESS_PORT", port("ingress-http"));
        environment.put("STORELEDGER_CONSOLE_PORT", port("console-http"));
        Process process = image.entryPoint(command, environment, folder.resolve(service + ".log"));
        running.put(service, process);
        return process;
    }

    private Map<String, String> environment(String service, String kafka) {
        int megabytes = megabytes(compose.service(service).get("mem_limit"));
        return new TreeMap<>(
                Map.of(
                        // what the engine's limit of memory makes of MaxRAMPercentage; and what
                        // lives for a minute does without the slow half of its JIT
                        "JDK_JAVA_OPTIONS",
                        "-XX:TieredStopAtLevel=1 -Xmx" + megabytes * 60 / 100 + "m",
                        "STORELEDGER_LOG",
                        "json",
                        "STORELEDGER_KAFKA_BOOTSTRAPSERVERS",
                        kafka));
    }

    private void awaitHealthy(ImageRoot image, String service) {
        List<String> check = new ArrayList<>(compose.healthCheck(service));
        check.addAll(List.of("--admin", "http://127.0.0.1:" + port(service)));
        Path said = folder.resolve(service + ".health");
        await(service)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    assertThat(running.get(service).isAlive()).as(() -> log(service)).isTrue();
                    Process health = image.start(check, Map.of(), said);
                    assertThat(health.waitFor()).as(() -> ImageRoot.read(said)).isZero();
                });
    }

    /// SIGTERM, as `docker compose stop` sends it; what is not done after its grace is killed.
    private void stopGracefully() throws InterruptedException {
        running.values().forEach(Process::destroy);
        for (var each : running.entrySet()) {
            assertThat(each.getValue().waitFor(45, TimeUnit.SECONDS))
                    .as("%s stops within its grace", each.getKey())
                    .isTrue();
        }
    }

    private static void answersTo(List<String> check, String port, String real) throws Exception {
        List<String> command = check.stream().map(word -> word.replace(port, real)).toList();
        assertThat(new ProcessBuilder(command).start().waitFor()).as("%s", command).isZero();
    }

    /// The sandbox's configuration, with addresses of this machine instead of the containers'
    /// names.
    private Path config(ImageRoot image) throws IOException {
        Path credentials = image.volume("credentials");
        Path secrets = Files.createDirectories(folder.resolve("writable/secrets"));
        Files.writeString(
                secrets.resolve("console-token"),
                Files.readString(Repository.path(compose.file("secrets", "console-token"))));
        image.own(secrets);
        Path config = folder.resolve("writable/storeledger.yaml");
        return Files.writeString(
                config,
                Files.readString(Repository.path(compose.file("configs", "storeledger")))
                        .replace("/credentials/", credentials + "/")
                        .replace("/run/secrets", secrets.toString())
                        .replace("sandbox:8070", "127.0.0.1:" + port("sandbox-http"))
                        .replace("enricher:9404", "127.0.0.1:" + port("enricher"))
                        .replace("writer:9404", "127.0.0.1:" + port("writer"))
                        .replace("catalog:9404", "127.0.0.1:" + port("catalog")));
    }

    private String port(String name) {
        return String.valueOf(ports.computeIfAbsent(name, _ -> freePort()));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int megabytes(Object limit) {
        return Integer.parseInt(String.valueOf(limit).replace("m", ""));
    }

    private String log(String service) {
        return ImageRoot.read(folder.resolve(service + ".log"));
    }

    private String get(String port, String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(port) + path));
            return http.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    private static Map<Path, FileTime> files(Path folder) throws IOException {
        Map<Path, FileTime> all = new TreeMap<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                all.put(file, Files.getLastModifiedTime(file));
            }
        }
        return all;
    }
}
