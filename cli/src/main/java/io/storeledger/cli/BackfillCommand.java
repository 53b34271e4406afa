package io.storeledger.cli;

import io.storeledger.clients.bigcommerce.BigCommerceClient;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.metric.SweepMetrics;
import io.storeledger.common.service.ServiceMain;
import io.storeledger.common.topic.Topics;
import io.storeledger.enricher.EnricherConfig;
import io.storeledger.enricher.sweep.Backfill;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `storeledger backfill`: looks through a period of the store's past.
@Command(
        name = "backfill",
        description = {
            "Looks through what the store changed in a period, and has told what no webhook told.",
            "It only looks; a running Storeledger fetches and writes what is found.",
            "Ctrl-C or a crash: the same command goes on where it was."
        },
        mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions cluster = new ConnectionOptions();

    @Option(
            names = "--from",
            paramLabel = "DATE",
            required = true,
            description =
                    "where the period begins: 2026-01-31, or 2026-01-31T08:00:00Z; UTC unless said")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "DATE",
            description = "where it ends, that day included (default: now)")
    private @Nullable String to;

    @Option(
            names = "--resource",
            paramLabel = "WHAT",
            split = ",",
            description = "orders, refunds, customers (default: all three)")
    private List<String> resources = List.of();

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "records a second, at most; what is found costs a call or more each (default:"
                            + " half of the store's quota)")
    private @Nullable Double rate;

    @Option(names = "--all", description = "tell everything again, what is known as well")
    private boolean all;

    @Override
    public Integer call() {
        SettingsFile file = cluster.load();
        Settings root = Sections.root(file);
        KafkaConfig kafka = cluster.kafka(root);
        EnricherConfig enricher = EnricherConfig.read(root);
        file.check();
        String name = cluster.connection(enricher.connections().keySet());
        var store = java.util.Objects.requireNonNull(enricher.connections().get(name)).store();
        Backfill.Request request = request(name, store.storeHash(), Instant.now());
        var clients = new KafkaClients(kafka);
        clients.requireReachable();
        new TopicAdmin(clients).ensure(List.of(Topics.SIGHTINGS, Topics.SWEEPS));
        Clock clock = Clock.systemUTC();
        RandomGenerator random = RandomGenerator.getDefault();
        try (var client = new BigCommerceClient(store, clock, random, ServiceMain.registry());
                var publisher = new Publisher(clients, "backfill")) {
            var view = new BackfillView(ProgressLine.onStandardOutput(), System.err);
            new Backfill(request, client, clients, publisher, clock, random)
                    .run(view::show, view::waits);
        }
        System.out.println(
                "All of the period was looked at. What no webhook told is fetched and written by"
                        + " the running Storeledger; its metric "
                        + SweepMetrics.FOUND.family()
                        + " counts"
                        + " it.");
        return 0;
    }

    private Backfill.Request request(String name, String store, Instant now) {
        Instant begin = Dates.begin(from);
        Optional<Instant> end = Optional.ofNullable(to).map(Dates::end);
        if (begin.isAfter(now)) {
            throw LogOptions.wrong(
                    "--from", from + " lies in the future; name a time that has passed");
        }
        if (end.filter(begin::isAfter).isPresent()) {
            throw LogOptions.wrong(
                    "--to", "%s lies before --from %s; swap them".formatted(to, from));
        }
        if (rate != null && !(rate > 0)) {
            throw LogOptions.wrong(
                    "--rate", rate + " should be records a second, such as 5 or 0.5");
        }
        return new Backfill.Request(
                name,
                store,
                kinds(),
                begin,
                end,
                all,
                rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate));
    }

    /// Customers before the orders that are theirs, refunds after them.
    private List<Kind> kinds() {
        var known = List.of(Kind.CUSTOMER, Kind.ORDER, Kind.REFUND);
        for (String resource : resources) {
            if (known.stream().noneMatch(kind -> kind.plural().equals(resource))) {
                throw LogOptions.wrong(
                        "--resource",
                        "\"%s\" should be one or more of orders, refunds, customers"
                                .formatted(resource));
            }
        }
        return known.stream()
                .filter(kind -> resources.isEmpty() || resources.contains(kind.plural()))
                .toList();
    }
}
