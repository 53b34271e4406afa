package io.storeledger.console.timeline;

import io.storeledger.common.config.Secret;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.console.access.Visit;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;

/// The other instances of the console, each of which holds a part of the views.
///
/// They know each other by a secret that all of them are given. Who has none asks nobody.
final class Peers implements AutoCloseable {
    /// Where an instance answers the others; the paths below are in [PeerRoutes].
    static final String PATH = "/api/v1/peer/";

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final Optional<Secret> secret;
    private final HttpClient http =
            HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(CONNECT).build();

    Peers(Optional<Secret> secret) {
        this.secret = secret;
    }

    /// Asks another instance for what it holds itself.
    ///
    /// @throws Away if it does not answer
    <T> T ask(HostInfo host, String what, Map<String, String> parameters, Class<T> type) {
        String address = host.host() + ":" + host.port();
        String known =
                secret.orElseThrow(() ->
                                new Away(
                                        "Another console (%s) holds this; set console.peerSecret to"
                                                        .formatted(address)
                                                + " the same text on all of them, so that they can"
                                                + " ask each other."))
                        // while it is being changed, all of them know the first one
                        .parts()
                        .getFirst()
                        .reveal();
        String query =
                parameters.entrySet().stream()
                        .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                        .collect(Collectors.joining("&"));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + address + PATH + what + "?" + query))
                        .timeout(ANSWER)
                        .header(Visit.PEER, known)
                        .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != OK) {
                throw new Away(
                        "The console at %s holds this and answered %d; ask again in a few seconds."
                                .formatted(address, answer.statusCode()));
            }
            return Json.read(answer.body(), type);
        } catch (IOException | MalformedJsonException e) {
            throw new Away(
                    "The console at %s holds this and can't be reached; ask again when it is back,"
                                    .formatted(address)
                            + " or when another one has taken over from it.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Away("The console is stopping.", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
