package io.storeledger.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.cli.Storeledger;
import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.bigcommerce.StoreConfig;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.fault.FaultPreset;
import io.storeledger.sandbox.netsuite.NetSuiteConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `storeledger run` in a process of its own, killed with -9 in the middle and started again on the
/// same data folder, broker included. The vendors go on meanwhile.
class KillIT {
    private static final Duration LONG = Duration.ofMinutes(2);

    /// Longer than a stop may take.
    private static final Duration HANGS = Duration.ofSeconds(40);

    private static final Path LOG = Path.of("target", "kill-it.log");

    @TempDir Path folder;

    @Test
    void goesOnWhereItWasAfterKillMinusNineAndAfterAStopAmidHangingCalls() throws Exception {
        var store = StoreConfig.defaults();
        var config =
                SandboxConfig.defaults()
                        .withStore(store.withWebhooks(store.webhooks().withTimeScale(0.01)))
                        .withNetSuite(
                                NetSuiteConfig.defaults()
                                        .withLoad(10, Duration.ofMillis(50), 0.2)
                                        .withTimes(Duration.ofSeconds(5), HANGS));
        try (var sandbox = SandboxApp.start(config, Clock.systemUTC(), new Random(3))) {
            PipelineConfig pipeline = DemoConfig.write(folder, sandbox, Clock.systemUTC());
            Process first = run();
            try {
                // the ingress makes them as soon as it listens
                await().atMost(LONG).until(() -> sandbox.store().hooks().size() > 1);
                await().atMost(LONG).until(() -> StockBooks.isShown(sandbox));
                // what the store does not track yet it sells without limit
                sandbox.faults().preset(FaultPreset.SOME);
                sandbox.faults().off(Fault.NETSUITE_SLOW);
                sandbox.shoppers().buyOnlyInStock(true);
                sandbox.shoppers().start(15);
                await().atMost(LONG)
                        .until(() -> sandbox.netSuite().recordCount("salesOrder") >= 40);
            } finally {
                first.destroyForcibly().waitFor();
            }
            int before = sandbox.store().orderCount();
            await().atMost(LONG).until(() -> sandbox.store().orderCount() > before + 20);

            sandbox.shoppers().close();

            sandbox.faults().forget();
            sandbox.faults().probability(Fault.NETSUITE_SLOW, 1);
            Process second = run();
            try {
                // orders wait to be written; one of the calls is the catalogue's reader
                await().atMost(LONG).until(() -> sandbox.faults().struck(Fault.NETSUITE_SLOW) >= 3);
                second.destroy();

                assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(second.exitValue()).isEqualTo(143);
            } finally {
                second.destroyForcibly().waitFor();
            }
            sandbox.faults().off(Fault.NETSUITE_SLOW);

            Process third = run();
            try {
                await().atMost(LONG)
                        .untilAsserted(() -> {
                            assertThat(sandbox.store().undelivered()).isZero();
                            assertThat(Books.compare(sandbox, pipeline).differences())
                                    .as(() -> told(third))
                                    .isEmpty();
                        });
            } finally {
                third.destroy();
                third.waitFor();
            }

            Books books = Books.compare(sandbox, pipeline);
            assertThat(books.differences()).isEmpty();
            assertThat(books.orders().imported()).isGreaterThan(50);
        }
    }

    private String told(Process process) {
        try {
            List<String> lines = Files.readAllLines(LOG);
            return "%s; it told:%n%s"
                    .formatted(
                            process,
                            String.join(
                                    "\n",
                                    lines.subList(Math.max(0, lines.size() - 60), lines.size())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process run() throws Exception {
        return new ProcessBuilder(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Storeledger.class.getName(),
                                "run",
                                "--config",
                                folder.resolve("storeledger.yaml").toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                .start();
    }
}
