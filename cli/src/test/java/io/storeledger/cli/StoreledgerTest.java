package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What a user sees who gets something wrong: one clear sentence, no stack trace, exit code 2.
class StoreledgerTest {
    @TempDir Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void tellsEveryFaultOfAConfigurationAtOnce() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("storeledger.yaml"),
                        """
                        ingress: { prot: 8080, maxInFlight: many }
                        connections:
                          main:
                            bigcommerce: { storeHash: abc123, clientSecrets: s }
                            netsuite:
                              account: "a/b"
                              clientId: c
                              certificateId: c
                              privateKey: no key
                            rules: { tax: { strategy: magic } }
                        """);

        int code = run("config", "check", file.toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("ingress.prot is no setting; did you mean \"port\"?")
                .contains("ingress.maxInFlight \"many\" should be a whole number")
                .contains("connections.main.bigcommerce.accessToken is required")
                .contains("connections.main.netsuite.account \"a/b\" should be the account id")
                .contains("connections.main.netsuite.privateKey")
                .contains("connections.main.rules.tax.strategy \"magic\" should be one of")
                .doesNotContain("\tat ");
    }

    @Test
    void namesAFileThatIsNotThere() {
        int code = run("run", "--config", folder.resolve("none.yaml").toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("none.yaml: there is no such file");
    }

    @Test
    void namesABrokerThatIsNotThere() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        int code = run("topics", "diff", "--kafka", "127.0.0.1:" + port);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("No Kafka broker answers at 127.0.0.1:" + port)
                .contains("kafka.bootstrapServers")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesAReportThatCantBeWrittenBeforeAnythingIsStarted() {
        int code = run("demo", "--report", folder.resolve("none/report.json").toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("can't be written");
    }

    @Test
    void saysWhatALengthOfTimeLooksLike() {
        int code = run("demo", "--for", "soon");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("\"soon\" should be a length of time such as 60s");
    }

    @Test
    void hasHelpForEverything() {
        for (CommandLine command : Storeledger.commandLine().getSubcommands().values()) {
            assertThat(command.getUsageMessage()).contains("Usage:").hasSizeGreaterThan(100);
        }
    }

    private int run(String... args) {
        return Storeledger.commandLine()
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(args);
    }
}
