package io.storeledger.cli.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.cli.Cli;
import io.storeledger.cli.pipeline.Pipeline;
import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.service.ServiceMain;
import io.storeledger.common.trace.Tracing;
import io.storeledger.mapping.ExternalIds;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// The whole pipeline: what it never heard of, and what was deleted behind its back.
class ReconcileIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir private Path folder;

    /// Three days late until it is told the truth.
    private static final class Late extends Clock {
        private volatile Duration by = Duration.ofDays(3);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().minus(by);
        }
    }

    @Test
    void anOrderThatNobodyToldOfAndOneThatWasDeletedInNetSuiteAreFoundAndBrought()
            throws Exception {
        var clock = new Late();
        try (var sandbox = SandboxApp.start(SandboxConfig.defaults(), clock, new Random(1))) {
            long untold = place(sandbox);
            clock.by = Duration.ZERO;
            PipelineConfig config = DemoConfig.write(folder, sandbox, Clock.systemUTC());
            try (var pipeline =
                    new Pipeline(
                            config,
                            Clock.systemUTC(),
                            new Random(1),
                            ServiceMain.registry(),
                            Tracing.OFF)) {
                await().atMost(LONG).until(() -> sandbox.store().hooks().size() > 1);
                long deleted = place(sandbox);
                await().atMost(LONG).until(() -> isThere(sandbox, deleted));
                delete(config, sandbox, deleted);
                var cli = new Cli();
                int code = reconcile(cli, pipeline, "--repair");

                assertThat(cli.err()).isEmpty();
                assertThat(code).isEqualTo(1);
                assertThat(cli.out())
                        .contains("Order %d over ".formatted(untold))
                        .contains("Order %d over ".formatted(deleted))
                        .contains("somebody has deleted it")
                        .contains("2 sent on their way again");
                await().atMost(LONG).until(() -> isThere(sandbox, untold));
                await().atMost(LONG).until(() -> isThere(sandbox, deleted));

                Path csv = folder.resolve("findings.csv");
                assertThat(reconcile(cli, pipeline, "--csv", csv.toString())).isZero();
                assertThat(cli.out()).contains("2 orders and 0 refunds; 2 agree");
                assertThat(Files.readString(csv)).startsWith("\uFEFFFinding,").hasLineCount(1);
            }
        }
    }

    private int reconcile(Cli cli, Pipeline pipeline, String... more) {
        String[] all = {
            "reconcile",
            "--config",
            folder.resolve("storeledger.yaml").toString(),
            "--kafka",
            pipeline.kafka().config().bootstrapServers().orElseThrow(),
            "--from",
            Instant.now().minus(Duration.ofDays(5)).toString()
        };
        return cli.run(Stream.of(all, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    private static long place(SandboxApp sandbox) {
        long id = sandbox.shoppers().placeOne();
        sandbox.store().updateStatus(id, 11);
        return id;
    }

    private static boolean isThere(SandboxApp sandbox, long order) {
        return sandbox.netSuite()
                .byExternalId("salesOrder", externalId(sandbox, order))
                .isPresent();
    }

    private static void delete(PipelineConfig config, SandboxApp sandbox, long order) {
        var account = requireNonNull(config.writer().connections().get("demo")).netSuite();
        ObjectNode sale =
                sandbox.netSuite()
                        .byExternalId("salesOrder", externalId(sandbox, order))
                        .orElseThrow();
        try (var client =
                new NetSuiteClient(
                        account, Clock.systemUTC(), new Random(2), new SimpleMeterRegistry())) {
            client.delete("salesOrder", sale.path("id").asString(""));
        }
    }

    private static String externalId(SandboxApp sandbox, long order) {
        return new ExternalIds(sandbox.store().config().hash()).salesOrder(Long.toString(order));
    }
}
