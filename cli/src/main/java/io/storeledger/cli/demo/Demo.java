package io.storeledger.cli.demo;

import io.storeledger.cli.pipeline.Pipeline;
import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.json.Json;
import io.storeledger.common.service.ServiceMain;
import io.storeledger.common.service.Telemetry;
import io.storeledger.common.topic.Topics;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.bigcommerce.StoreConfig;
import io.storeledger.sandbox.netsuite.NetSuiteConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// A shop, the pipeline and NetSuite in one JVM; at the end the books are compared.
public final class Demo {
    /// The vendors' waits are shortened so that a minute shows what takes hours in life.
    private static final double TIME_SCALE = 0.005;

    private static final int CONCURRENCY_LIMIT = 15;
    private static final Duration NETSUITE_LATENCY = Duration.ofMillis(60);

    private final DemoOptions options;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int code = 1;

    public Demo(DemoOptions options) {
        this.options = options;
    }

    /// Runs it to the end; Ctrl-C closes the shop early.
    ///
    /// @return 0 if the books agree, else 1
    public int run() throws InterruptedException {
        options.report().ifPresent(Demo::requireWritable);
        Thread hook = Thread.ofPlatform().name("stop").unstarted(this::stopAndHalt);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return runToTheEnd();
        } finally {
            // whatever happened: nobody is to wait for it any more
            ended.countDown();
        }
    }

    private int runToTheEnd() throws InterruptedException {
        long begun = System.nanoTime();
        Path folder = folder();
        Clock clock = Clock.systemUTC();
        RandomGenerator random = RandomGenerator.getDefault();
        var metrics = ServiceMain.registry();
        try (var telemetry = Telemetry.of("storeledger", System.getenv());
                SandboxApp sandbox = SandboxApp.start(sandbox(), clock, random)) {
            PipelineConfig config = DemoConfig.write(folder, sandbox, clock);
            try (var pipeline = new Pipeline(config, clock, random, metrics, telemetry.tracing());
                    var outcomes = new OutcomeWatch(pipeline.kafka());
                    var catalogue = new CatalogWatch(pipeline.kafka());
                    var figures = new TopicFigures(pipeline.kafka())) {
                awaitReady(pipeline);
                awaitFirstLoad(sandbox, figures);
                welcome(folder, sandbox, pipeline, begun);
                var report =
                        new Shop(options, sandbox, config, outcomes, catalogue, figures, stop)
                                .run();
                options.report().ifPresent(file -> write(file, report));
                report.print(System.out);
                code = report.agrees() ? 0 : 1;
            }
        } finally {
            delete(folder);
        }
        return code;
    }

    private SandboxConfig sandbox() {
        var store = StoreConfig.defaults();
        return SandboxConfig.defaults()
                .withStore(
                        store.withWebhooks(store.webhooks().withTimeScale(TIME_SCALE))
                                .withTimes(
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(5),
                                        Duration.ofSeconds(2)))
                .withNetSuite(
                        NetSuiteConfig.defaults()
                                .withLoad(CONCURRENCY_LIMIT, NETSUITE_LATENCY, 0.3)
                                .withTimes(Duration.ofSeconds(5), Duration.ofSeconds(2)));
    }

    private static void awaitReady(Pipeline pipeline) throws InterruptedException {
        while (pipeline.waitingFor().isPresent()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /// The shop opens once the store shows what the warehouses have, and nothing of the first load
    /// is under way any more.
    private void awaitFirstLoad(SandboxApp sandbox, TopicFigures figures)
            throws InterruptedException {
        while (stop.getCount() > 0
                && !(StockBooks.isShown(sandbox)
                        && figures.isSettled(
                                "catalog." + DemoConfig.CONNECTION, Topics.CATALOG_CHANGES))) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        sandbox.shoppers().buyOnlyInStock(true);
    }

    private void welcome(Path folder, SandboxApp sandbox, Pipeline pipeline, long begun) {
        System.out.printf(
                """
                Storeledger demo: ready after %.1f s.
                  console        http://127.0.0.1:%d  (open it: every record, live)
                  shop           %s  (simulated BigCommerce, faults: %s)
                  NetSuite       %s  (simulated)
                  webhooks       http://127.0.0.1:%d/webhooks/demo
                  Kafka          %s
                  metrics        http://127.0.0.1:%d/metrics
                  configuration  %s
                  credentials    %s, sealed
                  log            %s
                """,
                since(begun).toMillis() / 1000.0,
                pipeline.consolePort(),
                sandbox.bigCommerceUrl(),
                options.faults().name().toLowerCase(Locale.ROOT),
                sandbox.netSuiteUrl(),
                pipeline.webhookPort(),
                pipeline.kafka().config().bootstrapServers().orElse("?"),
                pipeline.adminPort(),
                folder.resolve("storeledger.yaml"),
                folder.resolve("credentials.json"),
                System.getProperty("storeledger.demo.log", "standard error"));
    }

    /// On Ctrl-C the JVM would exit with 130 whatever the books say; we say it ourselves.
    private void stopAndHalt() {
        if (ended.getCount() == 0) {
            return;
        }
        System.out.println(
                "\nTold to stop: the shop closes, what is on its way is still written, and then the"
                        + " books are compared.");
        stop.countDown();
        try {
            ended.await();
            Runtime.getRuntime().halt(code);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void requireWritable(Path file) {
        write(file, Json.object());
    }

    private static void write(Path file, Object json) {
        try {
            Files.writeString(
                    file,
                    Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
        } catch (IOException e) {
            throw new ConfigException(
                    "--report",
                    List.of(file + " can't be written; name a file in a folder that exists."));
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("storeledger-demo");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("The demo's folder " + folder + " could not be removed.");
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
