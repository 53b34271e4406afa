package io.storeledger.cli.demo;

import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.mapping.ImportRule;
import io.storeledger.sandbox.SandboxApp;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Opens the shop, closes it, waits until all is in the books, and compares them.
final class Shop {
    private static final Duration FRAME = Duration.ofMillis(500);
    private static final Duration DRAIN = Duration.ofMinutes(3);

    /// The warehouse keeps up with some of the orders, so that there are open ones too.
    private static final double STEPS_PER_ORDER = 0.7;

    /// Prices, names and new items come slower than orders, however fast these are.
    private static final double CATALOGUE_STEPS = 0.5;

    /// So long after an order the made-up merchant may still edit it; what is sent is not edited.
    private static final Duration AFTER_EDITS = Duration.ofSeconds(16);

    private final DemoOptions options;
    private final SandboxApp sandbox;
    private final OutcomeWatch outcomes;
    private final CatalogWatch catalogue;
    private final TopicFigures figures;
    private final PipelineConfig config;
    private final ImportRule rule;
    private final CountDownLatch stop;
    private final View view = View.onStandardOutput();
    private final long opened = System.nanoTime();

    /// @param stop closes the shop early
    Shop(
            DemoOptions options,
            SandboxApp sandbox,
            PipelineConfig config,
            OutcomeWatch outcomes,
            CatalogWatch catalogue,
            TopicFigures figures,
            CountDownLatch stop) {
        this.options = options;
        this.sandbox = sandbox;
        this.outcomes = outcomes;
        this.catalogue = catalogue;
        this.figures = figures;
        this.config = config;
        this.rule =
                Objects.requireNonNull(config.enricher().connections().get(DemoConfig.CONNECTION))
                        .orders();
        this.stop = stop;
    }

    /// Runs it to the end.
    DemoReport run() throws InterruptedException {
        sandbox.faults().preset(options.faults());
        sandbox.shoppers().start(options.rate());
        sandbox.netSuite().warehouse().rest(AFTER_EDITS);
        sandbox.netSuite().warehouse().start(options.rate() * STEPS_PER_ORDER);
        sandbox.netSuite().merchandiser().start(CATALOGUE_STEPS);
        boolean closedEarly = false;
        while (!closedEarly && since(opened).compareTo(options.open()) < 0) {
            show("open");
            closedEarly = stop.await(FRAME.toMillis(), TimeUnit.MILLISECONDS);
        }
        sandbox.shoppers().close();
        sandbox.netSuite().warehouse().stop();
        sandbox.netSuite().merchandiser().stop();
        long closed = System.nanoTime();
        Books books = Books.compare(sandbox, config);
        while (since(closed).compareTo(DRAIN) < 0 && !(books.agree() && isDrained())) {
            show("draining");
            TimeUnit.MILLISECONDS.sleep(FRAME.toMillis());
            books = Books.compare(sandbox, config);
        }
        Duration drained = since(closed);
        show("closed");
        view.done();
        return DemoReport.of(
                options,
                books,
                outcomes,
                catalogue.published(),
                figures.records(TopicFigures.deadLetters()),
                sandbox,
                since(opened),
                drained);
    }

    private boolean isDrained() {
        return sandbox.store().undelivered() == 0
                && figures.isSettled("enricher.demo", Topics.WEBHOOKS)
                && Map.<Topic<?>, String>of(
                                Topics.ORDERS, "writer.demo",
                                Topics.REFUNDS, "writer.demo",
                                Topics.CUSTOMERS, "writer.demo",
                                Topics.CATALOG_CHANGES, "catalog.demo")
                        .entrySet()
                        .stream()
                        .allMatch(each -> figures.isSettled(each.getValue(), each.getKey()));
    }

    private void show(String phase) {
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
                        sandbox.store().refunds().size(),
                        sandbox.netSuite().recordCount("creditMemo"),
                        sandbox.netSuite().recordCount("customer"),
                        catalogue.published(),
                        CatalogueBooks.created(sandbox),
                        StockBooks.oversold(sandbox),
                        outcomes.percentile(0.5),
                        outcomes.percentile(0.99),
                        sandbox.faults().struck(),
                        outcomes.skipped(),
                        outcomes.rejected(),
                        sandbox.netSuite().inFlight()));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
