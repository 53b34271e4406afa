package io.storeledger.common.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// `/metrics`: OpenMetrics, with exemplars, for who accepts it, else Prometheus' text format;
/// compressed for who accepts that.
final class Exposition implements HttpHandler {
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final PrometheusMeterRegistry registry;

    Exposition(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String type =
                accepts(exchange, "Accept", OPEN_METRICS)
                        ? OPEN_METRICS + "; version=1.0.0; charset=utf-8"
                        : "text/plain; version=0.0.4; charset=utf-8";
        boolean compressed = accepts(exchange, "Accept-Encoding", "gzip");
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (compressed) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        try (exchange) {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody();
                    OutputStream body = compressed ? new GZIPOutputStream(out) : out) {
                registry.scrape(body, type);
            }
        }
    }

    private static boolean accepts(HttpExchange exchange, String header, String what) {
        return Optional.ofNullable(exchange.getRequestHeaders().get(header))
                .orElse(List.of())
                .stream()
                .flatMap(values -> List.of(values.split(",", -1)).stream())
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .anyMatch(value ->
                        (value.equals(what) || value.startsWith(what + ";"))
                                && !value.matches(".*;\\s*q=0(\\.0*)?"));
    }
}
