package io.storeledger.cli;

import static java.util.Objects.requireNonNull;

import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.deadletter.Letter;
import io.storeledger.console.deadletter.LetterFilter;
import io.storeledger.console.deadletter.LetterGroup;
import io.storeledger.console.deadletter.OpenLetters;
import io.storeledger.console.deadletter.RedriveResult;
import io.storeledger.console.deadletter.Redriver;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.log.Place;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `storeledger dead-letters`: what was rejected, and what becomes of it.
@Command(
        name = "dead-letters",
        description = "Shows what was rejected, sends it on its way again, or puts it aside.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|show|redrive|drop")
final class DeadLettersCommand {
    private static final int NEWEST = 50;

    @Mixin private final ClusterOptions cluster = new ClusterOptions();

    @Spec private @Nullable CommandSpec spec;

    /// Which letters.
    static final class Which {
        @Option(names = "--reason", paramLabel = "CODE", description = "rejected for this reason")
        private @Nullable String reason;

        @Option(names = "--topic", paramLabel = "TOPIC", description = "rejected from this topic")
        private @Nullable String topic;

        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = "of this record, such as STORE/order/1001")
        private @Nullable String key;

        @Option(
                names = "--from",
                paramLabel = "TIME",
                description = "rejected then or later: 2026-01-31, or 2026-01-31T08:00:00Z")
        private @Nullable String from;

        @Option(
                names = "--to",
                paramLabel = "TIME",
                description = "rejected before it, a day included")
        private @Nullable String to;

        @Option(
                names = "--at",
                paramLabel = "TOPIC/PARTITION/OFFSET",
                split = ",",
                arity = "1..*",
                description = "these, by their places")
        private List<String> places = List.of();

        LetterFilter filter() {
            Set<Place> named = new HashSet<>();
            places.forEach(text -> named.add(place(text)));
            return new LetterFilter(
                    Optional.ofNullable(reason),
                    Optional.ofNullable(topic),
                    Optional.ofNullable(key),
                    named,
                    Optional.ofNullable(from).map(Dates::begin),
                    Optional.ofNullable(to).map(LogOptions::end));
        }
    }

    @Command(
            name = "list",
            description = {
                "Counts the open ones by topic and reason. A record that was rejected several times"
                        + " from a topic, such as by replays, is one letter."
            },
            mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "with the newest of each") boolean json) {
        KafkaClients kafka = cluster.connect();
        List<LetterGroup> groups = open(kafka).groups(NEWEST);
        PrintWriter out = out();
        if (json) {
            out.println(Json.text(groups));
            return 0;
        }
        if (groups.isEmpty()) {
            out.println("There are no open dead letters.");
        }
        for (LetterGroup group : groups) {
            out.printf(
                    "%6d  %-22s %s, %s to %s%n        %s%n        newest: %s%s%n",
                    group.count(),
                    group.reasonCode(),
                    group.topic(),
                    second(group.oldest()),
                    second(group.newest()),
                    group.reason(),
                    group.letters().getFirst().place(),
                    times(group.letters().getFirst().times()));
        }
        return 0;
    }

    @Command(
            name = "show",
            description = "Shows one: why it was rejected, and where from.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(
                            paramLabel = "TOPIC/PARTITION/OFFSET",
                            description = "where it lies, as list says")
                    String where,
            @Option(
                            names = "--payload",
                            description = "with the record itself, personal data included")
                    boolean payload) {
        KafkaClients kafka = cluster.connect();
        Place place = place(where);
        ConsumerRecord<String, byte[]> record =
                reader(kafka)
                        .one(place)
                        .orElseThrow(() ->
                                LogOptions.wrong(
                                        where, "holds no record; list names those that do"));
        Optional<Letter> letter = open(kafka).find(LetterFilter.at(place)).stream().findFirst();
        PrintWriter out = out();
        out.printf(
                "%s  %s  %s%n",
                record.key(),
                second(Instant.ofEpochMilli(record.timestamp())),
                letter.map(one -> "open" + times(one.times())).orElse("seen to"));
        for (Header header : record.headers()) {
            out.printf(
                    "  %-26s %s%n",
                    header.key(),
                    header.value() == null
                            ? ""
                            : new String(header.value(), StandardCharsets.UTF_8));
        }
        if (payload && record.value() != null) {
            out.println(new String(record.value(), StandardCharsets.UTF_8));
        }
        return 0;
    }

    @Command(
            name = "redrive",
            description = {
                "Sends letters on their way again, after the cause is mended.",
                "It takes those that are there when it begins, so that what is rejected again"
                        + " waits for the next one."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:it is done, be it that none is meant; of a dry run: it told",
                "1:it is done but for some that were refused; it says why",
                "2:wrong use, or nothing could be done: no such letter, or all were refused"
            },
            mixinStandardHelpOptions = true)
    int redrive(
            @Mixin Which which,
            @Option(
                            names = "--mode",
                            paramLabel = "MODE",
                            description =
                                    "refetch: ask the store again (default); as-recorded: the"
                                            + " record as it was")
                    @Nullable String mode,
            @Option(
                            names = "--again",
                            description =
                                    "with --at: however often they were redriven and rejected")
                    boolean again,
            @Option(names = "--note", paramLabel = "TEXT", description = "why, for the audit log")
                    @Nullable String note,
            @Option(names = "--rate", paramLabel = "N", description = "letters a second, at most")
                    @Nullable Double rate,
            @Option(names = "--dry-run", description = "tell what would become of them")
                    boolean dryRun) {
        LetterFilter filter = which.filter().requireNamed();
        Mode how = LogOptions.mode(mode).orElse(Mode.REFETCH);
        var options = RedriveRun.options(how, again, note, LogOptions.rate(rate));
        KafkaClients kafka = cluster.connect();
        var run = new RedriveRun(kafka, out(), err());
        return dryRun
                ? run.tell(open(kafka), filter, options, cluster.rules())
                : run.run(open(kafka), filter, options);
    }

    @Command(
            name = "drop",
            description = "Puts letters aside for good; they stay in the log.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:it is done, be it that none is meant; of a dry run: it told",
                "1:it is done but for some that were refused; it says why",
                "2:wrong use, or nothing could be done: no such letter, or all were refused"
            },
            mixinStandardHelpOptions = true)
    int drop(
            @Mixin Which which,
            @Option(names = "--note", paramLabel = "TEXT", description = "why, for the audit log")
                    @Nullable String note,
            @Option(names = "--dry-run", description = "tell which") boolean dryRun) {
        LetterFilter filter = which.filter().requireNamed();
        KafkaClients kafka = cluster.connect();
        if (!dryRun) {
            new TopicAdmin(kafka).ensure(List.of(Topics.ACTS));
        }
        try (var redriver = new Redriver(kafka, Clock.systemUTC(), RandomGenerator.getDefault())) {
            RedriveResult result =
                    redriver.drop(
                            open(kafka),
                            filter,
                            LogOptions.user(),
                            note,
                            dryRun,
                            lines -> ReplayView.lines(out(), lines));
            ReplayView.result(out(), result);
            return ReplayView.code(result);
        }
    }

    private static OpenLetters open(KafkaClients kafka) {
        return OpenLetters.read(kafka.config(), reader(kafka));
    }

    private static LogReader reader(KafkaClients kafka) {
        return new LogReader(kafka, "dead-letters");
    }

    private static Place place(String text) {
        return Place.parse(text)
                .orElseThrow(() ->
                        LogOptions.wrong(
                                text,
                                "should be a place such as bigcommerce.orders.dead-letters/0/17"));
    }

    /// A record that is rejected again and again is one letter.
    private static String times(int times) {
        return times == 1 ? "" : ", rejected %d times".formatted(times);
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private PrintWriter out() {
        return requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return requireNonNull(spec).commandLine().getErr();
    }
}
