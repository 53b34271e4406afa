package io.storeledger.cli;

import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.common.config.SettingsFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `storeledger config`: questions about the configuration.
@Command(
        name = "config",
        description = "Looks at a configuration file.",
        mixinStandardHelpOptions = true,
        subcommands = {ConfigCommand.Check.class, ConfigCommand.Show.class},
        synopsisSubcommandLabel = "(check|show) [FILE]")
final class ConfigCommand {

    /// Reads a file as `run` would, and starts nothing.
    @Command(
            name = "check",
            description = {
                "Reads a configuration file and tells every fault in it at once, each with its key"
                        + " and what would be right. What may be meant otherwise is noted.",
                "Exit code 0: it can be used. 2: it can't."
            },
            mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {
        @Parameters(
                paramLabel = "FILE",
                arity = "0..1",
                description = "the configuration (default: ${DEFAULT-VALUE})")
        private Path file = Path.of("storeledger.yaml");

        @Override
        public Integer call() {
            PipelineConfig config = PipelineConfig.read(SettingsFile.load(file, System.getenv()));
            System.out.printf(
                    "%s is in order: connections %s; Kafka %s.%n",
                    file,
                    config.writer().connections().keySet(),
                    config.kafka().bootstrapServers().orElse("embedded"));
            config.notes().forEach(note -> System.out.println("Note: " + note));
            return 0;
        }
    }

    /// What a running service tells at `/config` of its admin port.
    @Command(
            name = "show",
            description = {
                "Prints every setting with the value in effect and where it comes from: the file,"
                        + " the environment, the credentials file or the default. Secrets are"
                        + " masked. Starts nothing.",
                "Exit code 0: it can be used. 2: it can't, and it says why."
            },
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Parameters(
                paramLabel = "FILE",
                arity = "0..1",
                description = "the configuration (default: ${DEFAULT-VALUE})")
        private Path file = Path.of("storeledger.yaml");

        @Override
        public Integer call() {
            System.out.print(
                    PipelineConfig.read(SettingsFile.load(file, System.getenv()))
                            .effective()
                            .text());
            return 0;
        }
    }
}
