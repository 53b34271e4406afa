package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// `docs/reference/commands.md` is the help of every command. `-Dstoreledger.docs.write=true`
/// writes it anew.
class CommandsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "commands.md");

    private static final int WIDTH = 100;

    private static final String HEAD =
            """
            # Commands

            Generated from the commands' own help; don't edit. To write it anew:
            `mvn -pl cli -am test -Dtest=CommandsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dstoreledger.docs.write=true`.

            `storeledger` stands for `./storeledger` in a copy of the repository, and for
            `docker compose run --rm tools` beside `docker-compose.yml`. `storeledger help COMMAND` prints the same.
            """;

    @Test
    void isTheHelpOfEveryCommand() throws IOException {
        // given
        var page = new StringBuilder(HEAD);
        add(page, Storeledger.commandLine());

        // when
        if (Boolean.getBoolean("storeledger.docs.write")) {
            Files.writeString(PAGE, page);
        }

        // then
        assertThat(PAGE).as("it is generated; its head says how").hasContent(page.toString());
    }

    private static void add(StringBuilder page, CommandLine command) {
        command.setUsageHelpAutoWidth(false).setUsageHelpWidth(WIDTH);
        page.append("\n## ")
                .append(command.getCommandSpec().qualifiedName())
                .append("\n\n```text\n")
                .append(command.getUsageMessage(Ansi.OFF).replaceAll("(?m) +$", "").strip())
                .append("\n```\n");
        command.getSubcommands()
                .forEach((name, below) -> {
                    if (!name.equals("help")) {
                        add(page, below);
                    }
                });
    }
}
