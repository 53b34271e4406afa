package io.storeledger.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.storeledger.cli.Storeledger;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The command of `docs/tracing.md`, with a receiver where it says that a collector listens.
class TracedDemoIT {
    private static final Pattern COMMAND =
            Pattern.compile(
                    "^    (OTEL_\\w+)=(http://localhost):4318 \\./storeledger (.+)$",
                    Pattern.MULTILINE);

    @Test
    void aCollectorGetsEachOrderAsOneTrace() throws Exception {
        Matcher command = COMMAND.matcher(Files.readString(Path.of("..", "docs", "tracing.md")));
        assertThat(command.find()).isTrue();
        try (var collector = new OtlpReceiver()) {
            var demo = demo(command.group(3).replace("20s", "5s"));
            demo.environment().put(command.group(1), command.group(2) + ":" + collector.port());
            Process process = demo.start();
            try {
                assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
                assertThat(process.exitValue()).isZero();
            } finally {
                process.destroyForcibly().waitFor();
            }

            assertThat(collector.services()).containsExactly("storeledger");
            assertThat(collector.spans())
                    .filteredOn(span ->
                            span.getName()
                                    .equals(
                                            "PUT /netsuite/services/rest/record/v1/salesOrder/{id}"))
                    .isNotEmpty()
                    .anySatisfy(call ->
                            assertThat(collector.above(call))
                                    .extracting(Span::getName)
                                    .containsExactly(
                                            "process bigcommerce.orders",
                                            "send bigcommerce.orders",
                                            "process bigcommerce.webhooks",
                                            "send bigcommerce.webhooks",
                                            "POST /webhooks/{connection}"));
            assertThat(collector.spans())
                    .extracting(Span::getKind)
                    .contains(SpanKind.SPAN_KIND_INTERNAL, SpanKind.SPAN_KIND_CLIENT);
        }
    }

    private static ProcessBuilder demo(String arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Storeledger.class.getName()));
        command.addAll(List.of(arguments.split(" ")));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target", "traced-demo-it.log"));
    }
}
