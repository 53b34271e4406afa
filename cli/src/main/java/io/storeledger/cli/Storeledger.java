package io.storeledger.cli;

import io.storeledger.broker.BrokerException;
import io.storeledger.cli.credentials.CredentialsCommand;
import io.storeledger.cli.credentials.NetSuiteCommand;
import io.storeledger.cli.ping.PingCommand;
import io.storeledger.cli.service.HealthCommand;
import io.storeledger.cli.service.SandboxCommand;
import io.storeledger.cli.service.ServiceCommand;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.kafka.KafkaUnavailableException;
import io.storeledger.common.kafka.RefusedException;
import io.storeledger.common.service.PortInUseException;
import io.storeledger.common.vault.VaultException;
import io.storeledger.console.web.BadRequest;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The `storeledger` command.
@Command(
        name = "storeledger",
        description = "Connects a BigCommerce store to Oracle NetSuite over Kafka.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ServiceCommand.class,
            SandboxCommand.class,
            HealthCommand.class,
            ConfigCommand.class,
            TopicsCommand.class,
            BackfillCommand.class,
            ShowCommand.class,
            TailCommand.class,
            ReconcileCommand.class,
            ReplayCommand.class,
            DeadLettersCommand.class,
            ExplainCommand.class,
            MappingCommand.class,
            CredentialsCommand.class,
            NetSuiteCommand.class,
            PingCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:what was asked for is done, be it that there was nothing to do",
            "1:it is done, but something was refused, failed or differs",
            "2:wrong use, or nothing could be done",
            "3:run or service ended to be started anew, since only a new process goes on"
        },
        footer = {
            "",
            "Two more are the launcher's own: `bench NAME` measures, `jdk` says which JDK is used.",
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Storeledger {
    /// Something that the user can mend was wrong.
    static final int UNUSABLE = 2;

    /// The commands that run the pipeline, whose log is for whoever runs it.
    private static final Set<String> SERVICES = Set.of("run", "demo", "service", "sandbox");

    private Storeledger() {}

    /// Runs a command and exits: 0 if it did what it should, 1 if something was refused or differs,
    /// 2 if it could not.
    public static void main(String[] args) {
        if (args.length == 0 || !SERVICES.contains(args[0])) {
            // whoever asks for something reads the answer, not how it came about
            System.setProperty("storeledger.log.level", "WARN");
        }
        int code = commandLine().execute(args);
        System.exit(code);
    }

    static CommandLine commandLine() {
        var command = new CommandLine(new Storeledger());
        NumberWords.teach(command);
        return command.setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((e, _) -> Complaint.tell(e))
                .setExecutionExceptionHandler((e, commandLine, parsed) -> {
                    commandLine
                            .getErr()
                            .println(commandLine.getColorScheme().errorText(sentence(e)));
                    return UNUSABLE;
                });
    }

    /// One sentence for what the user can mend; the kind and message of anything else.
    private static String sentence(Exception e) {
        boolean forUsers =
                e instanceof ConfigException
                        || e instanceof BrokerException
                        || e instanceof KafkaUnavailableException
                        || e instanceof RefusedException
                        || e instanceof PortInUseException
                        || e instanceof ApiException
                        || e instanceof VaultException
                        || e instanceof BadRequest;
        if (forUsers) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof KafkaException) {
            return "Kafka refused: " + e.getMessage();
        }
        // made here, not before the level is known
        LoggerFactory.getLogger(Storeledger.class).atError().setCause(e).log("the command failed");
        return "Storeledger failed unexpectedly (%s: %s). Please report it; the log has the details."
                .formatted(e.getClass().getSimpleName(), e.getMessage());
    }
}
