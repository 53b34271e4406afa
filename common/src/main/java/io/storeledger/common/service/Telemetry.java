package io.storeledger.common.service;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.trace.Tracing;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Where the spans of this process go: nowhere, unless OpenTelemetry's standard environment
/// variables ask for it.
///
/// On are they where `OTEL_TRACES_EXPORTER` names an exporter or an `OTEL_EXPORTER_OTLP_ENDPOINT`
/// is set, and `OTEL_SDK_DISABLED` is not `true`. All other variables mean what
/// <https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/> says; the
/// protocol, where none is named, is the specification's `http/protobuf`.
public final class Telemetry implements AutoCloseable {
    private static final String PREFIX = "otel.";

    private final Optional<OpenTelemetrySdk> sdk;
    private final Tracing tracing;

    private Telemetry(Optional<OpenTelemetrySdk> sdk) {
        this.sdk = sdk;
        this.tracing = sdk.map(Tracing::new).orElse(Tracing.OFF);
    }

    /// What the environment asks for.
    ///
    /// @param name what the process is called where `OTEL_SERVICE_NAME` does not say
    /// @throws ConfigException if a variable can't be understood
    public static Telemetry of(String name, Map<String, String> environment) {
        Map<String, String> variables = variables(environment);
        return isAskedFor(variables)
                ? new Telemetry(Optional.of(sdk(name, variables)))
                : new Telemetry(Optional.empty());
    }

    /// How the process's work is traced.
    public Tracing tracing() {
        return tracing;
    }

    /// Sends what still waits.
    @Override
    public void close() {
        sdk.ifPresent(OpenTelemetrySdk::close);
    }

    private static boolean isAskedFor(Map<String, String> variables) {
        if (variables.getOrDefault("otel.sdk.disabled", "").equalsIgnoreCase("true")) {
            return false;
        }
        String exporter = variables.get("otel.traces.exporter");
        return exporter == null
                ? Stream.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint")
                        .anyMatch(variables::containsKey)
                : !exporter.equals("none");
    }

    private static OpenTelemetrySdk sdk(String name, Map<String, String> variables) {
        // the SDK tells in java.util.logging when nobody takes the spans
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() ->
                            Map.of(
                                    "otel.service.name",
                                    name,
                                    "otel.exporter.otlp.protocol",
                                    "http/protobuf",
                                    // Prometheus has the metrics, the console's output the logs
                                    "otel.metrics.exporter",
                                    "none",
                                    "otel.logs.exporter",
                                    "none"))
                    .addPropertiesCustomizer(_ -> variables)
                    // whoever closes this sends the last spans once the services have stopped
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
        } catch (ConfigurationException e) {
            throw new ConfigException(
                    "OpenTelemetry's environment variables (OTEL_...)",
                    List.of(String.valueOf(e.getMessage())));
        }
    }

    /// OpenTelemetry's variables under the names of its properties; empty ones count as not set.
    private static Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>();
        environment.forEach((name, value) -> {
            String property = name.toLowerCase(Locale.ROOT).replace('_', '.');
            if (property.startsWith(PREFIX) && !value.isBlank()) {
                variables.put(property, value.strip());
            }
        });
        return variables;
    }
}
