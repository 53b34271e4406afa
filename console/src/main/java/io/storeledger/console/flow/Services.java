package io.storeledger.console.flow;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The metrics of services that run as processes of their own. A name may stand for several
/// instances, as that of a headless Service of Kubernetes does: each of its addresses is asked.
final class Services implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ExecutorService lookUps = Executors.newVirtualThreadPerTaskExecutor();
    private final List<URI> addresses;
    private final Names names;

    /// Who knows the addresses of a name.
    @FunctionalInterface
    interface Names {
        /// All of them.
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    Services(List<URI> addresses) {
        this(addresses, InetAddress::getAllByName);
    }

    Services(List<URI> addresses, Names names) {
        this.addresses = List.copyOf(addresses);
        this.names = names;
    }

    /// Their pages as Prometheus reads them; one that does not answer at once is left out.
    List<String> pages() {
        List<CompletableFuture<List<CompletableFuture<String>>>> asked =
                addresses.stream().map(this::ask).toList();
        return asked.stream()
                .flatMap(instances -> instances.join().stream())
                .map(CompletableFuture::join)
                .toList();
    }

    @Override
    public void close() {
        lookUps.shutdownNow();
        http.shutdownNow();
    }

    private CompletableFuture<List<CompletableFuture<String>>> ask(URI address) {
        return CompletableFuture.supplyAsync(() -> instances(address), lookUps)
                .completeOnTimeout(List.of(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(instances -> instances.stream().map(this::page).toList());
    }

    /// An instance with addresses of both families is asked once. With HTTPS it is the name that is
    /// certified.
    private List<URI> instances(URI address) {
        if (address.getScheme().equals("https")) {
            return List.of(address);
        }
        try {
            InetAddress[] all = names.addresses(address.getHost());
            return Stream.of(all)
                    .filter(each -> each.getClass().equals(all[0].getClass()))
                    .map(each -> at(address, each))
                    .toList();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private static URI at(URI address, InetAddress instance) {
        try {
            return new URI(
                    address.getScheme(),
                    null,
                    instance.getHostAddress(),
                    address.getPort(),
                    address.getPath(),
                    null,
                    null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
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
