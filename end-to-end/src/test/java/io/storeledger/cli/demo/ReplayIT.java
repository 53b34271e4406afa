package io.storeledger.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.cli.Cli;
import io.storeledger.cli.pipeline.Pipeline;
import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.common.metric.ConsoleMetrics;
import io.storeledger.common.metric.ServiceMetrics;
import io.storeledger.common.service.ServiceMain;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.sandbox.SandboxApp;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Everything from the beginning, again, through a pipeline that runs.
class ReplayIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void replayingEverythingChangesNothingInNetSuite() throws Exception {
        var traced = new TracedOrder();
        try (var sandbox =
                SandboxApp.start(HastyStore.config(), Clock.systemUTC(), new Random(5))) {
            PipelineConfig settings = DemoConfig.write(folder, sandbox, Clock.systemUTC());
            try (var pipeline =
                            new Pipeline(
                                    settings,
                                    Clock.systemUTC(),
                                    new Random(5),
                                    ServiceMain.registry(),
                                    traced.tracing());
                    var figures = new TopicFigures(pipeline.kafka())) {
                await().atMost(LONG).until(() -> pipeline.waitingFor().isEmpty());
                traced.comesThroughInOneTrace(sandbox, pipeline);
                sandbox.shoppers().start(20);
                await().atMost(LONG).until(() -> sandbox.store().orderCount() > 40);
                await().atMost(LONG).until(() -> !sandbox.store().refunds().isEmpty());
                sandbox.shoppers().close();
                await().atMost(LONG)
                        .untilAsserted(() -> {
                            assertThat(sandbox.store().undelivered()).isZero();
                            assertSettled(figures);
                            assertThat(differences(sandbox, settings)).isEmpty();
                        });
                Map<String, List<ObjectNode>> before = books(sandbox);
                int writes = sandbox.netSuite().writes().size();
                long orders = figures.records(List.of(Topics.ORDERS));
                var cli = new Cli();
                Exposed exposed = Exposed.by(pipeline);
                // nothing is rejected, and no files are watched
                exposed.assertAsDeclared(
                        List.of(
                                ConsoleMetrics.OPEN_BY_REASON,
                                ServiceMetrics.CONFIG_STALE,
                                ServiceMetrics.CONFIG_RELOADS));
                exposed.assertNamesNone(orderIds(sandbox));

                for (Topic<?> topic :
                        List.of(Topics.ORDERS, Topics.CUSTOMERS, Topics.REFUNDS, Topics.WEBHOOKS)) {
                    assertThat(run(cli, pipeline, "replay", "--topic", topic.name(), "--from", "0"))
                            .as(cli.err())
                            .isZero();
                    assertThat(cli.out()).contains("is done: ");
                }
                assertThat(figures.records(List.of(Topics.ORDERS)))
                        .isGreaterThanOrEqualTo(2 * orders);
                await().atMost(LONG).untilAsserted(() -> assertSettled(figures));

                List<?> after = sandbox.netSuite().writes();
                assertThat(after.subList(writes, after.size())).as("written again").isEmpty();
                assertThat(books(sandbox)).isEqualTo(before);
                assertThat(differences(sandbox, settings)).isEmpty();
                Exposed.by(pipeline).assertBoundedAgainst(exposed);
                traced.isReplayedInItsTrace();
                traced.theCatalogueGoesFromNetSuiteToTheStoreInOneTrace();
                traced.hasTheCallsOfWhatIsDoneOnSchedule();
                traced.namesNobodyAndNoSecret(sandbox);
                saysWhatItWouldDo(cli, pipeline, sandbox);
            }
        }
    }

    private void saysWhatItWouldDo(Cli cli, Pipeline pipeline, SandboxApp sandbox) {
        String order = Long.toString(sandbox.store().orders().getFirst().path("id").asLong());
        assertThat(run(cli, pipeline, "replay", "--order", order, "--dry-run")).isZero();
        assertThat(cli.out())
                .contains(
                        "/order/" + order, "The store would be asked again", "Nothing was written");
        assertThat(run(cli, pipeline, "replay", "--resume")).isEqualTo(2);
        assertThat(cli.err()).contains("all of them came to their end");
        assertThat(run(cli, pipeline, "dead-letters", "list")).isZero();
        assertThat(cli.out()).contains("There are no open dead letters.");
    }

    private static List<Long> orderIds(SandboxApp sandbox) {
        return sandbox.store().orders().stream().map(order -> order.path("id").asLong()).toList();
    }

    private int run(Cli cli, Pipeline pipeline, String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(
                List.of(
                        "--config",
                        folder.resolve("storeledger.yaml").toString(),
                        "--kafka",
                        pipeline.kafka().config().bootstrapServers().orElseThrow()));
        return cli.run(all.toArray(String[]::new));
    }

    /// Stock has a rhythm of its own.
    private static List<String> differences(SandboxApp sandbox, PipelineConfig settings) {
        Books books = Books.compare(sandbox, settings);
        return Stream.of(
                        books.orders().differences(),
                        books.credits().differences(),
                        books.customers().differences())
                .flatMap(List::stream)
                .toList();
    }

    private static void assertSettled(TopicFigures figures) {
        assertThat(figures.isSettled("enricher.demo", Topics.WEBHOOKS)).as("fetched").isTrue();
        for (Topic<?> topic : List.of(Topics.ORDERS, Topics.CUSTOMERS, Topics.REFUNDS)) {
            assertThat(figures.isSettled("writer.demo", topic)).as(topic.name()).isTrue();
        }
    }

    private static Map<String, List<ObjectNode>> books(SandboxApp sandbox) {
        return Map.of(
                "orders", sandbox.netSuite().records("salesOrder"),
                "credits", sandbox.netSuite().records("creditMemo"),
                "customers", sandbox.netSuite().records("customer"));
    }
}
