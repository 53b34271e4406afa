package io.storeledger.cli;

import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.service.ServiceMain;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.ConsoleConfig;
import io.storeledger.console.reconcile.FindingsCsv;
import io.storeledger.console.reconcile.Period;
import io.storeledger.console.reconcile.ReconcileConfig;
import io.storeledger.console.reconcile.Reconciled;
import io.storeledger.console.reconcile.Reconciliations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// `storeledger reconcile`: holds a period of the store against NetSuite.
@Command(
        name = "reconcile",
        description = {
            "Compares the orders and refunds of a period with what NetSuite holds, total by total."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is missing, and every total agrees",
            "1:something is missing or differs, also where it was sent on its way by --repair",
            "2:wrong use, or the systems could not be asked"
        })
final class ReconcileCommand implements Callable<Integer> {
    private static final int DIFFERS = 1;

    @Spec private @Nullable CommandSpec spec;

    @Mixin private final ClusterOptions options = new ClusterOptions();

    @Option(
            names = "--from",
            paramLabel = "DATE",
            required = true,
            description =
                    "where the period begins, by when the store took the orders: 2026-01-31, or"
                            + " 2026-01-31T08:00:00Z; UTC unless said")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "DATE",
            description = "where it ends, that day included (default: now)")
    private @Nullable String to;

    @Option(
            names = "--connection",
            paramLabel = "NAME",
            description = "only this one (default: all, one after the other)")
    private @Nullable String connection;

    @Option(
            names = "--repair",
            description =
                    "have what is missing fetched and written by the running Storeledger; what was"
                            + " rejected stays in the dead letters until its cause is mended")
    private boolean repair;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "write the findings there, for a spreadsheet")
    private @Nullable Path csv;

    @Option(names = "--json", description = "print JSON, for programs")
    private boolean json;

    @Override
    public Integer call() {
        SettingsFile file = options.load();
        Settings root = Sections.root(file);
        KafkaConfig cluster = options.kafka(root);
        ReconcileConfig reconcile = ConsoleConfig.read(root).reconcile();
        file.check();
        Clock clock = Clock.systemUTC();
        Period period = period(clock.instant());
        List<String> names = names(reconcile);
        var clients = new KafkaClients(cluster);
        clients.requireReachable();
        new TopicAdmin(clients)
                .ensure(
                        List.of(
                                Topics.WEBHOOKS,
                                Topics.WEBHOOKS.deadLetters(),
                                Topics.OUTCOMES,
                                Topics.RECORDS,
                                Topics.ATTEMPTS,
                                Topics.ACTS,
                                Topics.FINDINGS,
                                Topics.RECONCILIATIONS));
        List<Reconciled> all = new ArrayList<>();
        try (var reconciliations =
                new Reconciliations(
                        reconcile,
                        clients,
                        clock,
                        RandomGenerator.getDefault(),
                        ServiceMain.registry())) {
            String person = System.getProperty("user.name", "local");
            for (String name : names) {
                all.add(reconciliations.reconcile(name, period, person, repair).orElseThrow());
            }
        }
        show(all);
        return all.stream().allMatch(Reconciled::agrees) ? 0 : DIFFERS;
    }

    private Period period(Instant now) {
        Instant begin = Dates.begin(from);
        Instant end = to == null ? now : Dates.end(to);
        if (begin.isAfter(now)) {
            throw LogOptions.wrong(
                    "--from", from + " lies in the future; name a time that has passed");
        }
        if (begin.isAfter(end)) {
            throw LogOptions.wrong(
                    "--to", "%s lies before --from %s; swap them".formatted(to, from));
        }
        return new Period(begin, end.isAfter(now) ? now : end);
    }

    private List<String> names(ReconcileConfig reconcile) {
        SortedSet<String> able = new TreeSet<>(reconcile.connections().keySet());
        if (connection == null) {
            if (!reconcile.unable().isEmpty()) {
                var unable = new TreeMap<>(reconcile.unable());
                throw LogOptions.wrong(
                        "--connection", "is required: " + String.join(" ", unable.values()));
            }
            return List.copyOf(able);
        }
        if (!able.contains(connection)) {
            throw LogOptions.wrong(
                    "--connection",
                    reconcile
                            .unable()
                            .getOrDefault(
                                    connection,
                                    "\"%s\" is not configured; there is %s"
                                            .formatted(connection, String.join(", ", able))));
        }
        return List.of(connection);
    }

    private void show(List<Reconciled> all) {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            var list = Json.mapper().createArrayNode();
            for (Reconciled one : all) {
                ObjectNode body = Json.toTree(one.reconciliation());
                body.set("findings", Json.mapper().valueToTree(one.findings()));
                list.add(body);
            }
            out.println(Json.text(list));
        } else {
            all.forEach(one -> ReconcileView.lines(one, repair).forEach(out::println));
        }
        if (csv != null) {
            write(csv, all);
            if (!json) {
                out.println("The findings are in " + csv + ".");
            }
        }
        out.flush();
    }

    private static void write(Path csv, List<Reconciled> all) {
        try {
            Files.writeString(csv, FindingsCsv.of(all));
        } catch (IOException e) {
            throw LogOptions.wrong("--csv", csv + " can't be written: " + e.getMessage());
        }
    }
}
