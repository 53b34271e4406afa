package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the pages tell a newcomer to type before the first contact, typed as it stands there.
class FirstStepsTest {
    private static final Pattern STEP =
            Pattern.compile(
                    "(?m)^ *(?:\\./)?storeledger ((?:netsuite keygen|credentials|config) .*)$");

    private static final Pattern SECRET =
            Pattern.compile(
                    "(?m)^ *(accessToken|clientSecrets|clientId|certificateId|privateKey): .*\\R");

    @TempDir private Path folder;

    private Path config;

    /// "Copy storeledger.example.yaml, and delete the lines of the secrets that you store."
    @BeforeEach
    void copyTheExample() throws IOException {
        String example = Files.readString(Pages.ROOT.resolve("storeledger.example.yaml"));
        config =
                Files.writeString(
                        folder.resolve("storeledger.yaml"),
                        SECRET.matcher(example)
                                .replaceAll("")
                                .replace("file: credentials.json", "file: " + at("c.json"))
                                .replace("file:credentials.key", "file:" + at("c.key")));
    }

    @Test
    void theReadmesStepsEndWithAConfigurationThatIsInOrder() {
        List<String> done = follow("README.md");

        assertThat(done).hasSize(6).last().asString().startsWith("config check");
    }

    @Test
    void soDoThePagesOnConnectingBothSystems() {
        List<String> done = follow("docs/connect-bigcommerce.md", "docs/connect-netsuite.md");

        assertThat(done).hasSize(5);
        run("config check storeledger.yaml");
    }

    private List<String> follow(String... pages) {
        List<String> done = new ArrayList<>();
        for (String page : pages) {
            STEP.matcher(Pages.text(Pages.ROOT.resolve(page)))
                    .results()
                    .map(step -> step.group(1))
                    .forEach(step -> {
                        run(step);
                        done.add(step);
                    });
        }
        return done;
    }

    /// In the folder of the test instead of the current one.
    private void run(String step) {
        List<String> words =
                Arrays.stream(step.split(" ", -1))
                        .map(word -> word.equals("storeledger.yaml") ? config.toString() : word)
                        .collect(Collectors.toCollection(ArrayList::new));
        if (!step.startsWith("config")) {
            words.addAll(List.of("--config", config.toString()));
        }
        if (step.startsWith("netsuite keygen")) {
            words.addAll(List.of("--out", folder.toString()));
        }
        var cli = new Cli();

        int code = cli.runWith("a-secret\n", words.toArray(String[]::new));

        assertThat(cli.err()).as(step).isEmpty();
        assertThat(code).as(step).isZero();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }
}
