package io.storeledger.common.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.storeledger.common.json.Json;
import io.storeledger.common.metric.ServiceMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The port for operators: `/metrics` for Prometheus, `/health/live` and `/health/ready`.
///
/// Ready answers 503 and names in words what is being waited for.
public final class AdminServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Service> services;

    /// Starts it.
    ///
    /// @throws PortInUseException if the port is taken
    public AdminServer(
            String host, int port, PrometheusMeterRegistry registry, List<Service> services) {
        this.services = List.copyOf(services);
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException e) {
            throw new PortInUseException("admin.port", port, e);
        }
        server.setExecutor(threads);
        for (Service service : services) {
            ServiceMetrics.READY.of(
                    registry, service, one -> one.waitingFor().isEmpty() ? 1 : 0, service.name());
        }
        server.createContext("/metrics", new Exposition(registry));
        server.createContext("/health/live", exchange -> answer(exchange, 200, "{}", JSON));
        server.createContext("/health/ready", this::ready);
        server.start();
    }

    private static final String JSON = "application/json";

    /// The port it listens on.
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void ready(HttpExchange exchange) throws IOException {
        var body = Json.object();
        boolean ready = true;
        for (Service service : services) {
            var waiting = service.waitingFor();
            ready &= waiting.isEmpty();
            body.put(service.name(), waiting.orElse("ready"));
        }
        answer(exchange, ready ? 200 : 503, Json.text(body), JSON);
    }

    private static void answer(HttpExchange exchange, int status, String body, String type)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
