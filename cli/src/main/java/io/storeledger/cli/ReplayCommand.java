package io.storeledger.cli;

import static java.util.Objects.requireNonNull;

import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.event.Replay;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.deadletter.LetterFilter;
import io.storeledger.console.deadletter.OpenLetters;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.log.Place;
import io.storeledger.console.preview.Preview;
import io.storeledger.console.replay.DryRun;
import io.storeledger.console.replay.RefundNames;
import io.storeledger.console.replay.ReplayRequest;
import io.storeledger.console.replay.Replayer;
import io.storeledger.console.replay.Selection;
import io.storeledger.console.replay.Selection.Named;
import io.storeledger.console.replay.Selection.Range;
import io.storeledger.console.replay.Selection.RefundName;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `storeledger replay`: writes again what was written before.
@Command(
        name = "replay",
        description = {
            "Writes again what was written before; a running Storeledger takes it from there.",
            "What NetSuite holds already is not written twice, and old news is not written at all.",
            "Beside the live flow: no consumer group is moved. Ctrl-C stops it, --resume goes on.",
            "  storeledger replay --order 1001 --dry-run",
            "  storeledger replay --topic bigcommerce.orders --from 2026-01-01",
            "  storeledger replay --dead-letters --reason unmappable"
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is done, be it that no record lies there; of a dry run: it told",
            "1:it is done in part: something was refused, or no snapshot of it is in the log",
            "2:wrong use, or nothing could be done: no such record; nothing was written"
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions cluster = new ConnectionOptions();

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description =
                    "a range of bigcommerce.webhooks, .orders, .customers or .refunds; what a"
                            + " replay wrote is left out")
    private @Nullable String topic;

    @Option(
            names = "--partition",
            paramLabel = "P",
            description = "of this partition alone; needed with an offset")
    private @Nullable Integer partition;

    @Option(
            names = "--from",
            paramLabel = "OFFSET|TIME",
            description = "where the range begins: an offset, 2026-01-31, or 2026-01-31T08:00:00Z")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "OFFSET|TIME",
            description =
                    "before what it ends, a day included (default: what is written now); with"
                            + " --order and as-recorded: the newest snapshot before it")
    private @Nullable String to;

    @Option(
            names = "--order",
            paramLabel = "ID",
            split = ",",
            arity = "1..*",
            description = "orders by their numbers")
    private List<Long> orders = List.of();

    @Option(
            names = "--customer",
            paramLabel = "ID",
            split = ",",
            arity = "1..*",
            description = "customers by their numbers")
    private List<Long> customers = List.of();

    @Option(
            names = "--refund",
            paramLabel = "ORDER/ID",
            split = ",",
            arity = "1..*",
            description =
                    "refunds by the order's and their own number, such as 1001/7, or by their own"
                            + " where the log has it")
    private List<String> refunds = List.of();

    @Option(names = "--dead-letters", description = "the open dead letters")
    private boolean deadLetters;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description = "of these only what was rejected for this reason")
    private @Nullable String reason;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "refetch: ask the store again, once for each record; as-recorded: write the"
                            + " record as it was (default: refetch, but as-recorded for a range of"
                            + " orders, customers or refunds)")
    private @Nullable String mode;

    @Option(
            names = "--force",
            description = "write old news too; for records named by their numbers only")
    private boolean force;

    @Option(names = "--include-replayed", description = "a range with what replays wrote into it")
    private boolean includeReplayed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "records a second, at most (default: as fast as Kafka takes them)")
    private @Nullable Double rate;

    @Option(
            names = "--dry-run",
            description = "tell what would be created, changed, skipped or rejected; do nothing")
    private boolean dryRun;

    @Option(
            names = "--resume",
            paramLabel = "ID",
            arity = "0..1",
            fallbackValue = "",
            description = "go on with a replay that was stopped (default: the newest)")
    private @Nullable String resume;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        requireOneSelection();
        requireReadable();
        if (deadLetters) {
            return redrive();
        }
        KafkaClients kafka = cluster.connect();
        if (resume != null) {
            return resume(kafka, resume);
        }
        ReplayRequest request = request(kafka);
        if (dryRun) {
            return tell(kafka, request);
        }
        new TopicAdmin(kafka).ensure(List.of(Topics.ACTS, Topics.REPLAYS, Topics.WEBHOOKS));
        try (var replayer = replayer(kafka)) {
            return run(kafka, replayer, replayer.begin(request, LogOptions.user()));
        }
    }

    private int resume(KafkaClients kafka, String id) {
        try (var replayer = replayer(kafka)) {
            return run(
                    kafka,
                    replayer,
                    replayer.resume(id.isEmpty() ? Optional.empty() : Optional.of(id)));
        }
    }

    private static Replayer replayer(KafkaClients kafka) {
        return new Replayer(kafka, Clock.systemUTC(), RandomGenerator.getDefault());
    }

    private int run(KafkaClients kafka, Replayer replayer, Replay begun) {
        String command = "storeledger replay --resume " + begun.id();
        String goOn = "Go on with: " + command;
        out().printf("Replay %s begins.%n", begun.id());
        out().flush();
        try (var _ =
                        new KafkaWatch(
                                kafka,
                                err(),
                                "The replay waits, and goes on by itself when it is back. Ctrl-C"
                                        + " stops it, "
                                        + command
                                        + " goes on later.");
                var interruption =
                        new Interruption(
                                out(),
                                "Replay %s is stopped where the log heard of it last. %s"
                                        .formatted(begun.id(), goOn))) {
            ProgressLine line = ProgressLine.onStandardOutput();
            Replay now =
                    replayer.run(
                            begun,
                            interruption.stop(),
                            progress -> ReplayView.show(line, progress));
            out().println(ReplayView.end(now, goOn));
            out().flush();
            return ReplayView.code(now);
        } catch (KafkaException e) {
            err().printf("%nReplay %s can't go on now. %s%n", begun.id(), goOn);
            throw e;
        }
    }

    private int tell(KafkaClients kafka, ReplayRequest request) {
        var reader = new LogReader(kafka, "dry-run");
        PrintWriter out = out();
        try (var preview = new Preview(kafka, cluster.rules(), request.selection().keys());
                var interruption = new Interruption(out, "Nothing was written.")) {
            var counts =
                    new DryRun(reader, preview, Clock.systemUTC())
                            .run(
                                    request,
                                    interruption.stop(),
                                    line ->
                                            ReplayView.line(
                                                    out,
                                                    line.judgement().would(),
                                                    line.key(),
                                                    line.place() == null
                                                            ? null
                                                            : Place.of(line.place()).toString(),
                                                    line.judgement().sentence(),
                                                    line.judgement().differences()));
            out.printf("%s. Nothing was written.%n", ReplayView.counts(counts));
        }
        return 0;
    }

    private int redrive() {
        KafkaClients kafka = cluster.connect();
        var filter =
                new LetterFilter(
                        Optional.ofNullable(reason),
                        Optional.ofNullable(topic),
                        Optional.empty(),
                        java.util.Set.of(),
                        Optional.ofNullable(from).map(Dates::begin),
                        Optional.ofNullable(to).map(LogOptions::end));
        var options =
                RedriveRun.options(
                        LogOptions.mode(mode).orElse(Mode.REFETCH),
                        false,
                        null,
                        LogOptions.rate(rate));
        var run = new RedriveRun(kafka, out(), err());
        return dryRun
                ? run.tell(open(kafka), filter, options, cluster.rules())
                : run.run(open(kafka), filter, options);
    }

    private static OpenLetters open(KafkaClients kafka) {
        return OpenLetters.read(kafka.config(), new LogReader(kafka, "dead-letters"));
    }

    private ReplayRequest request(KafkaClients kafka) {
        Selection selection =
                topic == null
                        ? named(kafka)
                        : new Range(
                                LogOptions.topic(topic, kafka.config()),
                                partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                                LogOptions.from(from),
                                LogOptions.to(to),
                                includeReplayed);
        return new ReplayRequest(
                selection,
                LogOptions.mode(mode).orElseGet(selection::usualMode),
                force,
                LogOptions.rate(rate));
    }

    private Named named(KafkaClients kafka) {
        var store = cluster.store();
        if (from != null || partition != null || includeReplayed) {
            throw LogOptions.wrong(
                    "--from, --partition and --include-replayed",
                    "are of a range: give --topic, or leave them out for named records");
        }
        var reader = new LogReader(kafka, "storeledger-refunds");
        return new Named(
                store.getKey(),
                store.getValue(),
                customers,
                orders,
                refunds.stream()
                        .map(text ->
                                LogOptions.refund(
                                        "--refund",
                                        text,
                                        id -> RefundNames.find(reader, store.getValue(), id)))
                        .toList(),
                Optional.ofNullable(to).map(LogOptions::end));
    }

    private void requireOneSelection() {
        boolean named = !(orders.isEmpty() && customers.isEmpty() && refunds.isEmpty());
        long selections =
                Stream.of(topic != null && !deadLetters, named, deadLetters, resume != null)
                        .filter(given -> given)
                        .count();
        if (selections != 1) {
            throw LogOptions.wrong(
                    "replay",
                    "wants one of --topic with --from, --order, --customer or --refund,"
                            + " --dead-letters, --resume");
        }
        if (topic != null && !deadLetters && from == null) {
            throw LogOptions.wrong(
                    "--from", "is required with --topic; --from 0 is everything that is kept");
        }
        boolean ofARange = from != null || to != null || partition != null || includeReplayed;
        if (resume != null && (ofARange || rate != null || mode != null || force || dryRun)) {
            throw LogOptions.wrong(
                    "--resume",
                    "goes on with a replay as it was asked for: leave out all but --config and"
                            + " --kafka, or begin a new one");
        }
        if (reason != null && !deadLetters) {
            throw LogOptions.wrong("--reason", "is of --dead-letters: add that, or leave it out");
        }
        if (deadLetters && (partition != null || includeReplayed)) {
            throw LogOptions.wrong(
                    "--partition and --include-replayed",
                    "are of a range of records: leave them out with --dead-letters");
        }
        if (force && !named) {
            throw LogOptions.wrong(
                    "--force",
                    "writes old news, and does so only for records that are named: name them with"
                            + " --order, --customer or --refund");
        }
    }

    /// What is wrong with a value is said before anything is asked.
    private void requireReadable() {
        LogOptions.requireIds("--order", orders);
        LogOptions.requireIds("--customer", customers);
        refunds.forEach(text -> LogOptions.refund("--refund", text, id -> new RefundName(0, id)));
        LogOptions.rate(rate);
        var _ = LogOptions.mode(mode);
        if (topic != null && !deadLetters) {
            var _ = LogOptions.from(from);
            var _ = LogOptions.to(to);
        }
    }

    private PrintWriter out() {
        return requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return requireNonNull(spec).commandLine().getErr();
    }
}
