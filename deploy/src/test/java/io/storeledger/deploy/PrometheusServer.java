package io.storeledger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real Prometheus with the configuration and the rules that compose gives it, scraping each
/// second.
final class PrometheusServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    private PrometheusServer(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /// Starts it.
    ///
    /// @param targets where the services show their metrics, as `host:port`
    static PrometheusServer start(Path folder, String port, List<String> targets)
            throws IOException {
        Files.createDirectories(folder);
        String ours = targets.stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));
        Path config =
                Files.writeString(
                        folder.resolve("prometheus.yml"),
                        Repository.text("deploy/prometheus/prometheus.yml")
                                .replaceAll("\\[\"ingress:9404\"[^\\]]*]", ours)
                                .replace("127.0.0.1:9090", "127.0.0.1:" + port)
                                .replace("15s", "1s")
                                .replace(
                                        "/etc/prometheus/rules/*.yaml",
                                        Repository.path("deploy/" + AlertRules.FILE).toString()));
        Process process =
                new ProcessBuilder(
                                PrometheusTools.path("prometheus"),
                                "--config.file=" + config,
                                "--storage.tsdb.path=" + folder.resolve("data"),
                                "--web.listen-address=127.0.0.1:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("prometheus.log").toFile())
                        .start();
        return new PrometheusServer(process, "http://127.0.0.1:" + port);
    }

    /// How many of our services it scrapes.
    int targetsUp() throws InterruptedException {
        return value("count(up{job=\"storeledger\"} == 1)");
    }

    /// The metrics that it has seen.
    Set<String> names() throws IOException, InterruptedException {
        return Dashboards.stream(get("/api/v1/label/__name__/values").path("data"))
                .map(name -> name.asString(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Evaluates a query; fails if it can't be.
    JsonNode query(String promql) throws IOException, InterruptedException {
        JsonNode answer =
                get("/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8));
        assertThat(answer.path("status").asString(""))
                .as("%s: %s", promql, answer)
                .isEqualTo("success");
        return answer.path("data").path("result");
    }

    @Override
    public void close() {
        process.destroy();
        http.close();
    }

    private int value(String promql) throws InterruptedException {
        try {
            return query(promql).path(0).path("value").path(1).asInt(0);
        } catch (IOException e) {
            // it is not there yet
            return 0;
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path)).build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() == 503) {
            throw new IOException("it starts");
        }
        return JSON.readTree(answer.body());
    }
}
