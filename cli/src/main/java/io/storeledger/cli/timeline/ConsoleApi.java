package io.storeledger.cli.timeline;

import io.storeledger.common.config.ConfigException;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
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
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Asks a running console.
public final class ConsoleApi implements AutoCloseable {
    private static final String TOKEN = "STORELEDGER_TOKEN";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final URI console;
    private final Optional<String> token;
    private final HttpClient http =
            HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(CONNECT).build();

    /// Of the console at this address.
    public ConsoleApi(URI console) {
        this.console = console;
        this.token = Optional.ofNullable(System.getenv(TOKEN));
    }

    /// An answer as it came.
    ///
    /// @param path below `/api/v1/`
    /// @throws ConfigException with the console's own sentence, or why it can't be asked
    public JsonNode get(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(console.resolve("/api/v1/" + path))
                        .timeout(ANSWER)
                        .header("X-Storeledger", "1");
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() == OK) {
                return Json.tree(answer.body());
            }
            throw refused(answer);
        } catch (IOException e) {
            throw fault(
                    "It can't be reached; start Storeledger, or say with --console where it is.");
        } catch (MalformedJsonException e) {
            throw fault("What answers there is no console of Storeledger's.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fault("The command was interrupted.");
        }
    }

    /// A text as part of an address.
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private ConfigException refused(HttpResponse<byte[]> answer) {
        String sentence = Json.tree(answer.body()).path("error").asString("");
        if (sentence.isEmpty()) {
            return fault("It answered %d.".formatted(answer.statusCode()));
        }
        return answer.statusCode() == NOT_FOUND
                ? new ConfigException("Nothing to show", List.of(sentence))
                : fault(sentence);
    }

    private ConfigException fault(String sentence) {
        return new ConfigException("The console at " + console, List.of(sentence));
    }
}
