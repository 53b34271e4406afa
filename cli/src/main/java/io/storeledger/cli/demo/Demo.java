package io.storeledger.cli.demo;

import static java.util.Objects.requireNonNull;

import io.storeledger.cli.pipeline.Pipeline;
import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.json.Json;
import io.storeledger.common.service.ServiceMain;
import io.storeledger.common.topic.Topics;
import io.storeledger.enricher.order.ImportRule;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.bigcommerce.StoreConfig;
import io.storeledger.sandbox.netsuite.NetSuiteConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// A shop, the pipeline and NetSuite in one JVM; at the end the books are compared.
public final class Demo {
    private static final Duration FRAME = Duration.ofMillis(500);
    private static final Duration DRAIN = Duration.ofMinutes(3);

    /// The vendors' waits are shortened so that a minute shows what takes hours in life.
    private static final double TIME_SCALE = 0.005;

    private static final int CONCURRENCY_LIMIT = 15;
    private static final Duration NETSUITE_LATENCY = Duration.ofMillis(60);

    private final DemoOptions options;
    private final View view = View.onStandardOutput();
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
        long begun = System.nanoTime();
        Path folder = folder();
        Clock clock = Clock.systemUTC();
        RandomGenerator random = RandomGenerator.getDefault();
        var metrics = ServiceMain.registry();
        try (SandboxApp sandbox = SandboxApp.start(sandbox(), clock, random)) {
            PipelineConfig config = DemoConfig.write(folder, sandbox);
            try (var pipeline = new Pipeline(config, clock, random, metrics);
                    var outcomes = new OutcomeWatch(pipeline.kafka());
                    var figures = new TopicFigures(pipeline.kafka())) {
                awaitReady(pipeline);
                welcome(folder, sandbox, pipeline, begun);
                code = shop(sandbox, config, pipeline, outcomes, figures);
            }
        } finally {
            delete(folder);
            ended.countDown();
        }
        return code;
    }

    private int shop(
            SandboxApp sandbox,
            PipelineConfig config,
            Pipeline pipeline,
            OutcomeWatch outcomes,
            TopicFigures figures)
            throws InterruptedException {
        var rule = requireNonNull(config.enricher().connections().get("demo")).orders();
        sandbox.store()
                .subscribe(
                        URI.create(
                                "http://127.0.0.1:%d/webhooks/demo"
                                        .formatted(pipeline.webhookPort())),
                        "store/order/*",
                        Map.of());
        long opened = System.nanoTime();
        sandbox.faults().preset(options.faults());
        sandbox.shoppers().start(options.rate());
        boolean closedEarly = false;
        while (!closedEarly && since(opened).compareTo(options.open()) < 0) {
            show("open", opened, sandbox, rule, outcomes);
            closedEarly = stop.await(FRAME.toMillis(), TimeUnit.MILLISECONDS);
        }
        sandbox.shoppers().close();
        long closed = System.nanoTime();
        while (since(closed).compareTo(DRAIN) < 0 && !isDrained(sandbox, figures)) {
            show("draining", opened, sandbox, rule, outcomes);
            TimeUnit.MILLISECONDS.sleep(FRAME.toMillis());
        }
        Duration drained = since(closed);
        show("closed", opened, sandbox, rule, outcomes);
        view.done();
        Books books = Books.compare(sandbox, rule);
        var report =
                DemoReport.of(
                        options,
                        books,
                        outcomes,
                        figures.records(TopicFigures.deadLetters()),
                        sandbox,
                        since(opened),
                        drained);
        options.report().ifPresent(file -> write(file, report));
        report.print(System.out, books);
        return books.agree() ? 0 : 1;
    }

    private void show(
            String phase, long opened, SandboxApp sandbox, ImportRule rule, OutcomeWatch outcomes) {
        int imported =
                (int)
                        sandbox.store().orders().stream()
                                .filter(order -> rule.of(order).isImported())
                                .count();
        view.show(
                new DemoNumbers(
                        phase,
                        since(opened),
                        options.open(),
                        sandbox.store().orderCount(),
                        imported,
                        sandbox.netSuite().recordCount("salesOrder"),
                        outcomes.percentile(0.5),
                        outcomes.percentile(0.99),
                        sandbox.faults().struck(),
                        outcomes.skipped(),
                        outcomes.rejected(),
                        sandbox.netSuite().inFlight()));
    }

    private static boolean isDrained(SandboxApp sandbox, TopicFigures figures) {
        return sandbox.store().undelivered() == 0
                && figures.isSettled("enricher.demo", Topics.WEBHOOKS)
                && figures.isSettled("writer.demo", Topics.ORDERS);
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

    private void welcome(Path folder, SandboxApp sandbox, Pipeline pipeline, long begun) {
        System.out.printf(
                """
                Storeledger demo: ready after %.1f s.
                  shop           %s  (simulated BigCommerce, faults: %s)
                  NetSuite       %s  (simulated)
                  webhooks       http://127.0.0.1:%d/webhooks/demo
                  Kafka          %s
                  metrics        http://127.0.0.1:%d/metrics
                  configuration  %s
                  log            %s
                """,
                since(begun).toMillis() / 1000.0,
                sandbox.bigCommerceUrl(),
                options.faults().name().toLowerCase(Locale.ROOT),
                sandbox.netSuiteUrl(),
                pipeline.webhookPort(),
                pipeline.kafka().config().bootstrapServers().orElse("?"),
                pipeline.adminPort(),
                folder.resolve("storeledger.yaml"),
                Path.of(System.getProperty("java.io.tmpdir"), "storeledger-demo.log"));
    }

    /// On Ctrl-C the JVM would exit with 130 whatever the books say; we say it ourselves.
    private void stopAndHalt() {
        if (ended.getCount() == 0) {
            return;
        }
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
