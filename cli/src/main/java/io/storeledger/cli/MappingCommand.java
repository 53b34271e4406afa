package io.storeledger.cli;

import io.storeledger.console.preview.MappingChange;
import io.storeledger.console.preview.MappingDiff;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `storeledger mapping`: questions about the mapping.
@Command(
        name = "mapping",
        description = "What other rules would change.",
        mixinStandardHelpOptions = true,
        subcommands = MappingCommand.Diff.class,
        synopsisSubcommandLabel = "diff")
final class MappingCommand {

    /// Puts a period's records through new rules.
    @Command(
            name = "diff",
            description = {
                "Puts the orders, refunds and customers of a period, as they are in the log,"
                    + " through the configured rules and through new ones, and tells what would be"
                    + " different.",
                "It calls nothing and writes nothing."
            },
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:nothing would differ, be it that nothing was fetched in the period",
                "1:something would differ",
                "2:wrong use, or Kafka did not answer"
            })
    static final class Diff implements Callable<Integer> {
        @Spec private CommandSpec spec = CommandSpec.create();

        @Mixin private MappingOptions options = new MappingOptions();

        @Option(
                names = "--rules",
                paramLabel = "FILE",
                required = true,
                description = "the new rules: what stands below rules in the configuration")
        private Path rules = Path.of("");

        @Option(
                names = "--from",
                paramLabel = "DATE",
                required = true,
                description =
                        "where the period begins in which they were fetched: 2026-01-31, or"
                                + " 2026-01-31T08:00:00Z; UTC unless said")
        private String from = "";

        @Option(
                names = "--to",
                paramLabel = "DATE",
                description = "where it ends, that day included (default: now)")
        private @Nullable String to;

        @Option(names = "--all", description = "every record that would differ, with its fields")
        private boolean all;

        @Option(names = "--json", description = "for programs")
        private boolean json;

        @Override
        public Integer call() {
            MappingOptions.Connection connection = options.read();
            Instant begin = Dates.begin(from);
            Instant end = to == null ? Instant.now() : Dates.end(to);
            if (begin.isAfter(end)) {
                throw LogOptions.wrong(
                        "--from", "%s lies after the period's end; swap them".formatted(from));
            }
            var request =
                    new MappingDiff.Request(
                            connection.store(),
                            begin,
                            end,
                            connection.rules(),
                            MappingOptions.rules(rules));
            connection.kafka().requireReachable();
            var out = spec.commandLine().getOut();
            var report = new MappingReport();
            Consumer<MappingChange> each =
                    all && !json
                            ? change -> MappingReport.line(change).ifPresent(out::println)
                            : change -> {};
            MappingDiff.run(
                    connection.kafka(),
                    request,
                    change -> {
                        report.add(change, all && json);
                        each.accept(change);
                    });
            out.println(json ? report.json() : report.text());
            return report.differs() ? 1 : 0;
        }
    }
}
