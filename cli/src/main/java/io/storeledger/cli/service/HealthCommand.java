package io.storeledger.cli.service;

import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `storeledger health`: whether a running Storeledger is ready, for containers' health checks and
/// for people.
@Command(
        name = "health",
        description = {
            "Asks a running Storeledger, or a service of it, whether it is ready, and prints what"
                    + " it waits for.",
            "Exit code 0: it is ready. 1: it is not, or nothing answers."
        },
        mixinStandardHelpOptions = true)
public final class HealthCommand implements Callable<Integer> {
    private static final int WAIT_MILLIS = 4_000;
    private static final int OK = 200;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--admin",
            paramLabel = "URL",
            description = "the address of metrics and health (default: ${DEFAULT-VALUE})")
    private URI admin = URI.create("http://127.0.0.1:9404");

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            // not the HTTP client: this runs every few seconds, and has to start and end at once
            var asked = (HttpURLConnection) admin.resolve("/health/ready").toURL().openConnection();
            asked.setConnectTimeout(WAIT_MILLIS);
            asked.setReadTimeout(WAIT_MILLIS);
            int status = asked.getResponseCode();
            print(out, status == OK ? asked.getInputStream() : asked.getErrorStream());
            return status == OK ? 0 : 1;
        } catch (IOException e) {
            out.printf("Nothing answers at %s (%s).%n", admin, e.getMessage());
            return 1;
        }
    }

    private static void print(PrintWriter out, @Nullable InputStream body) throws IOException {
        byte[] bytes = body == null ? new byte[0] : body.readAllBytes();
        try {
            JsonNode services = Json.tree(bytes);
            services.properties()
                    .forEach(service ->
                            out.printf(
                                    "%s: %s%n", service.getKey(), service.getValue().asString("")));
        } catch (MalformedJsonException e) {
            out.println(new String(bytes, StandardCharsets.UTF_8).strip());
        }
    }
}
