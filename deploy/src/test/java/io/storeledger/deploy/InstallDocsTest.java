package io.storeledger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.common.config.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the two pages on installing say is so.
class InstallDocsTest {
    private static final String COMPOSE = Repository.text("docs/install-compose.md");
    private static final String KUBERNETES = Repository.text("docs/install-kubernetes.md");

    private final ComposeFile compose = ComposeFile.read(Map.of());

    @Test
    void theValuesOfThePageMakeAnInstallation(@TempDir Path folder) throws Exception {
        String values =
                Pattern.compile("^( *)```yaml\\n(.*?)^ *```", Pattern.MULTILINE | Pattern.DOTALL)
                        .matcher(KUBERNETES)
                        .results()
                        .map(block -> block.group(2).replaceAll("(?m)^" + block.group(1), ""))
                        .reduce("", String::concat);
        Path file = Files.writeString(folder.resolve("my-values.yaml"), values);

        var objects = Chart.render(file, Map.of());

        startsWithTheSecretsOfTheConsole(objects, folder);

        assertThat(objects)
                .extracting(object -> object.get("kind"))
                .contains("Deployment", "StatefulSet", "Ingress", "ScaledObject", "KafkaTopic");
    }

    /// The whole configuration can be read with what is mounted into the console's pod: a service
    /// starts by it, and commands run there.
    private static void startsWithTheSecretsOfTheConsole(
            List<Map<String, Object>> objects, Path folder) throws Exception {
        String config =
                String.valueOf(
                        Chart.at(
                                Chart.ofKind(objects, "ConfigMap").getFirst(),
                                "data",
                                "storeledger.yaml"));
        Object console =
                Chart.at(
                        Chart.ofKind(objects, "StatefulSet").stream()
                                .filter(set -> Chart.name(set).endsWith("-console"))
                                .findFirst()
                                .orElseThrow(),
                        "spec",
                        "template",
                        "spec");
        List<String> mounted =
                ((List<?>) Chart.at(console, "containers", 0, "volumeMounts"))
                        .stream()
                                .map(mount -> String.valueOf(Chart.at(mount, "mountPath")))
                                .toList();
        for (String secret :
                Pattern.compile("\\$\\{file:(/run/secrets/[^}]*)}")
                        .matcher(config)
                        .results()
                        .map(named -> named.group(1))
                        .toList()) {
            Path path = Path.of(secret);
            assertThat(mounted).contains(path.getParent().toString());
            assertThat(KUBERNETES).contains("--from-file=" + path.getFileName());
            Path there = folder.resolve(secret.substring(1));
            Files.createDirectories(there.getParent());
            Files.writeString(
                    there,
                    secret.endsWith("/private-key")
                            ? ComposeTest.privateKey()
                            : "a-secret-of-24-characters");
        }

        PipelineConfig read =
                PipelineConfig.read(
                        SettingsFile.parse(
                                "storeledger.yaml",
                                config.replace("/run/secrets", folder + "/run/secrets"),
                                environment(Chart.at(console, "containers", 0, "env"))));

        assertThat(read.writer().connections()).containsKey("main");
    }

    private static Map<String, String> environment(Object variables) {
        Map<String, String> environment = new TreeMap<>();
        for (Object variable : (List<?>) variables) {
            environment.put(
                    String.valueOf(Chart.at(variable, "name")),
                    String.valueOf(Chart.at(variable, "value")));
        }
        return environment;
    }

    @Test
    void theTableOfVariablesIsWhatTheComposeFileAsksFor() {
        Map<String, String> asked = new TreeMap<>();
        Pattern.compile("\\$\\{(\\w+):-([^}]*)}")
                .matcher(Repository.text("docker-compose.yml"))
                .results()
                .forEach(variable -> asked.put(variable.group(1), variable.group(2)));

        Map<String, String> told = new TreeMap<>();
        Pattern.compile("^\\| `(STORELEDGER_\\w+)` \\| `([^`]*)` \\|$", Pattern.MULTILINE)
                .matcher(COMPOSE)
                .results()
                .forEach(row -> told.put(row.group(1), row.group(2)));

        assertThat(told).isEqualTo(asked);
    }

    @Test
    void theTableOfSecretsSaysWhoGetsWhich() {
        Map<String, List<String>> granted = new TreeMap<>();
        for (String secret : ComposeFile.map(compose.all().get("secrets")).keySet()) {
            granted.put(
                    secret,
                    compose.services().keySet().stream()
                            .filter(service ->
                                    ComposeFile.strings(compose.service(service).get("secrets"))
                                            .contains(secret))
                            .sorted()
                            .toList());
        }

        Map<String, List<String>> told = new TreeMap<>();
        Pattern.compile("^ *\\| `([a-z-]+)` \\| [^|]* \\| ([^|]*) \\|$", Pattern.MULTILINE)
                .matcher(COMPOSE)
                .results()
                .forEach(row -> told.put(row.group(1), services(row)));

        assertThat(told).isEqualTo(granted);
    }

    @Test
    void whatThePagesNameIsThere() {
        Pattern.compile("(?<![\\w/.])((?:deploy|sandbox|docs)/[\\w./-]*\\w)")
                .matcher(COMPOSE + KUBERNETES)
                .results()
                .map(MatchResult::group)
                // what the reader makes
                .filter(path -> !path.startsWith("deploy/compose/secrets/"))
                .forEach(path -> assertThat(Repository.path(path)).exists());
        Pattern.compile("docker compose (?:run --rm|exec|logs --follow) ([a-z]+)")
                .matcher(COMPOSE)
                .results()
                .forEach(command -> assertThat(compose.services()).containsKey(command.group(1)));
    }

    private static List<String> services(MatchResult row) {
        return Pattern.compile(", ")
                .splitAsStream(row.group(2))
                .map(service -> service.toLowerCase(java.util.Locale.ROOT))
                .sorted()
                .toList();
    }
}
