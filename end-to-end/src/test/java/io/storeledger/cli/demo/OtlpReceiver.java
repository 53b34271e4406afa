package io.storeledger.cli.demo;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes spans as a collector does: OpenTelemetry's protocol over HTTP, read with OpenTelemetry's
/// own description of it.
final class OtlpReceiver implements AutoCloseable {
    private final List<ResourceSpans> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// What processes call themselves: `service.name`.
    List<String> services() {
        return received.stream()
                .flatMap(resource -> resource.getResource().getAttributesList().stream())
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .distinct()
                .toList();
    }

    List<Span> spans() {
        return received.stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    /// The spans above one, the nearest first.
    List<Span> above(Span span) {
        ByteString parent = span.getParentSpanId();
        return spans().stream()
                .filter(other -> other.getTraceId().equals(span.getTraceId()))
                .filter(other -> other.getSpanId().equals(parent))
                .findFirst()
                .map(found -> {
                    List<Span> all = new CopyOnWriteArrayList<>(List.of(found));
                    all.addAll(above(found));
                    return all;
                })
                .orElse(List.of());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.addAll(ExportTraceServiceRequest.parseFrom(body).getResourceSpansList());
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
