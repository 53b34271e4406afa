package io.storeledger.cli;

import io.storeledger.cli.timeline.Follow;
import io.storeledger.cli.timeline.StepView;
import io.storeledger.cli.timeline.TailLines;
import io.storeledger.cli.timeline.TopicWords;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.Durations;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topic;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `storeledger tail`: follows what happens.
@Command(
        name = "tail",
        description = {
            "Follows the topics live, one line a record, until Ctrl-C. Times are in UTC.",
            "It reads Kafka itself and moves no group's offsets. Payloads are not shown."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it was ended", "2:wrong use, or Kafka did not answer"})
final class TailCommand implements Callable<Integer> {
    private static final int STOP_SECONDS = 5;
    private static final int UNBOUND = 10_000;

    @Parameters(
            paramLabel = "TOPIC",
            arity = "0..*",
            description =
                    "by its name, or the end of it: orders, outcomes, dead-letters (default: all)")
    private List<String> topics = List.of();

    @Mixin private final ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "begin so long ago (10m, 2h), or at a date (default: now)")
    private @Nullable String from;

    @Option(
            names = "--key",
            paramLabel = "TEXT",
            description = "only records whose key contains this, such as order/1001")
    private String key = "";

    @Option(names = "--count", paramLabel = "N", description = "end after N lines")
    private long count = Long.MAX_VALUE;

    @Option(names = "--json", description = "one JSON object a line, for programs")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (count < 1) {
            throw LogOptions.wrong("--count", count + " should be a number from 1");
        }
        List<Topic<?>> named = TopicWords.named(topics);
        Optional<Instant> since = Optional.ofNullable(from).map(TailCommand::time);
        KafkaClients clients = cluster.connect();
        var ended = new CountDownLatch(1);
        var stopping = new AtomicBoolean();
        try (var log = new Follow(clients, named, since)) {
            Thread ctrlC =
                    Thread.ofPlatform()
                            .name("stop")
                            .unstarted(() -> {
                                stopping.set(true);
                                log.stop();
                                end(ended);
                            });
            Runtime.getRuntime().addShutdownHook(ctrlC);
            try {
                follow(log, clients.config());
            } finally {
                if (!stopping.get()) {
                    Runtime.getRuntime().removeShutdownHook(ctrlC);
                }
            }
        } finally {
            ended.countDown();
        }
        return 0;
    }

    private void follow(Follow log, KafkaConfig cluster) {
        CommandSpec of = Objects.requireNonNull(spec);
        PrintWriter out = of.commandLine().getOut();
        var view = new StepView(of.commandLine().getColorScheme().ansi(), width(of));
        var lines = new TailLines(cluster, view, json);
        var left = new AtomicLong(count);
        log.forEach(record -> {
            if (record.key().contains(key)) {
                out.println(lines.of(record));
                left.decrementAndGet();
            }
            out.flush();
            // whoever reads us through a pipe may have seen enough
            return left.get() > 0 && !out.checkError() && !System.out.checkError();
        });
    }

    /// Into a file or a pipe goes everything.
    // It is null where the standard streams are pipes, as under a test runner.
    @SuppressWarnings("SystemConsoleNull")
    private static int width(CommandSpec of) {
        var console = System.console();
        return console != null && console.isTerminal() ? of.usageMessage().width() : UNBOUND;
    }

    /// Whoever presses Ctrl-C has seen enough: that is no failure.
    private static void end(CountDownLatch ended) {
        try {
            var _ = ended.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }

    private static Instant time(String text) {
        return Durations.parse(text)
                .map(ago -> Instant.now().minus(ago))
                .orElseGet(() -> {
                    try {
                        return Dates.begin(text);
                    } catch (ConfigException e) {
                        throw LogOptions.wrong(
                                "--from",
                                "\"%s\" should be a length of time such as 10m, a date such as 2026-01-31, or a time such as 2026-01-31T08:00:00Z"
                                        .formatted(text));
                    }
                });
    }
}
