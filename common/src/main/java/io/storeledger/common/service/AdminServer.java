package io.storeledger.common.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.storeledger.common.metric.ServiceMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// The port for operators:
///
/// - `/metrics`: 200, Prometheus' text format.
/// - `/health/live`: 200, or 503 when something is broken so that only a new process mends it. A
///   vendor or Kafka that is away never is.
/// - `/health/ready`: 200, or 503 and, in words, what is being waited for.
/// - `/health/started`: 503 until the services have begun to work, or wait for what no restart
///   brings, from then on 200.
/// - `/config`: 200, the effective configuration as YAML, secrets masked.
///
/// The three of health answer JSON: for each service `ok` or a sentence; `ok, but: ` and a sentence
/// where a connection is refused. Any other path is a 404, any method but GET and HEAD a 405; both
/// as `{"error": "..."}`.
public final class AdminServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Exposition exposition;
    private final Health health;
    private final Supplier<String> configuration;

    /// Starts it.
    ///
    /// @param configuration the effective configuration as YAML, without secrets
    /// @throws PortInUseException if the port is taken
    public AdminServer(
            AdminConfig config,
            PrometheusMeterRegistry registry,
            List<? extends Service> services,
            Supplier<String> configuration) {
        this.exposition = new Exposition(registry);
        this.health = new Health(services);
        this.configuration = configuration;
        try {
            server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
        } catch (IOException e) {
            throw new PortInUseException("admin.port", config.port(), e);
        }
        server.setExecutor(threads);
        for (Service service : services) {
            ServiceMetrics.READY.of(
                    registry, service, one -> one.waitingFor().isEmpty() ? 1 : 0, service.name());
        }
        // its contexts are prefixes: paths are told apart here
        server.createContext("/", this::answer);
        server.start();
    }

    /// The port it listens on.
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        boolean head = method.equals("HEAD");
        if (exchange.getRequestURI().getPath().equals("/metrics")
                && (head || method.equals("GET"))) {
            exposition.handle(exchange);
            return;
        }
        try (exchange) {
            AdminAnswer answer =
                    head || method.equals("GET")
                            ? answer(exchange.getRequestURI().getPath())
                            : AdminAnswer.error(405, "Only GET and HEAD are answered here.");
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (answer.status() == 405) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            }
            exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private AdminAnswer answer(String path) {
        return switch (path) {
            case "/health/live" -> health.live();
            case "/health/ready" -> health.ready();
            case "/health/started" -> health.started();
            case "/config" -> AdminAnswer.yaml(configuration.get());
            default ->
                    AdminAnswer.error(
                            404,
                            "Here are /metrics, /health/live, /health/ready, /health/started and"
                                    + " /config.");
        };
    }
}
