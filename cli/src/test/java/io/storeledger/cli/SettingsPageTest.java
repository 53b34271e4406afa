package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `docs/reference/settings.md` is the example. `-Dstoreledger.docs.write=true` writes it anew.
class SettingsPageTest {
    private static final Path EXAMPLE = Path.of("..", "storeledger.example.yaml");
    private static final Path PAGE = Path.of("..", "docs", "reference", "settings.md");

    private static final String HEAD =
            """
            # Settings

            Generated from [storeledger.example.yaml](../../storeledger.example.yaml), which a test holds against the settings that are read;
            don't edit. To write it anew:
            `mvn -pl cli -am test -Dtest=SettingsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dstoreledger.docs.write=true`.

            What the example says is the default, where a setting has one. Paths are below the heading's; `main` stands for the name of a
            connection. Any value may be `${NAME}`, an environment variable, `${NAME:default}`, or `${file:PATH}`, the content of a file. The
            variable `STORELEDGER_` and the path in capitals, with `_` for every other character, stands above the file:
            `STORELEDGER_INGRESS_PORT=8081`. Lengths of time are written `250ms`, `30s`, `5m`, `2h`, `7d`.

            `storeledger config check` tells all faults of a file at once, `storeledger config show` what is in effect and where it comes
            from. What follows a change without a restart: [operations.md](../operations.md#changes-without-a-restart).
            """;

    @Test
    void isTheExample() throws IOException {
        // given
        String page = SettingsPage.text(HEAD, Files.readString(EXAMPLE));

        // when
        if (Boolean.getBoolean("storeledger.docs.write")) {
            Files.writeString(PAGE, page);
        }

        // then
        assertThat(PAGE).as("it is generated; its head says how").hasContent(page);
    }
}
