package io.storeledger.console.flow;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The metrics of services that run as processes of their own.
final class Services implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final List<URI> addresses;

    Services(List<URI> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    /// Their pages as Prometheus reads them; one that does not answer at once is left out.
    List<String> pages() {
        List<CompletableFuture<String>> answers = addresses.stream().map(this::page).toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private CompletableFuture<String> page(URI address) {
        return http.sendAsync(
                        HttpRequest.newBuilder(URI.create(address + "/metrics"))
                                .timeout(PATIENCE)
                                .build(),
                        BodyHandlers.ofString())
                .thenApply(HttpResponse::body)
                .exceptionally(_ -> "");
    }
}
