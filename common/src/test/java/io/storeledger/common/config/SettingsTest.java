package io.storeledger.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private enum Colour {
        RED,
        DARK_BLUE
    }

    @Test
    void readsEachKindOfValue() {
        SettingsFile file =
                parse(
                        """
                        ingress:
                          port: 8080
                          wait: 250ms
                          open: true
                          at: https://host/path/
                          colour: dark-blue
                          names: [a, b]
                        """);
        Settings ingress = file.root().section("ingress");

        assertThat(ingress.integer("port", 1, 1, 65535)).isEqualTo(8080);
        assertThat(ingress.duration("wait", Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
        assertThat(ingress.flag("open", false)).isTrue();
        assertThat(ingress.uri("at", null)).isEqualTo(URI.create("https://host/path"));
        assertThat(ingress.choice("colour", Colour.class, Colour.RED)).isEqualTo(Colour.DARK_BLUE);
        assertThat(ingress.strings("names", List.of())).containsExactly("a", "b");
        file.check();
    }

    @Test
    void tellsEveryFaultInOneMessageEachWithItsKeyAndWhatWouldBeRight() {
        SettingsFile file =
                parse(
                        """
                        ingress:
                          port: 80x
                          wait: soon
                          open: maybe
                          at: host
                          colour: green
                          prot: 1
                        """);
        Settings ingress = file.root().section("ingress");

        ingress.integer("port", 8080, 1, 65535);
        ingress.duration("wait", Duration.ZERO);
        ingress.flag("open", false);
        ingress.uri("at", null);
        ingress.choice("colour", Colour.class, Colour.RED);
        ingress.string("name");
        ConfigException thrown = catchThrowableOfType(ConfigException.class, file::check);

        assertThat(thrown.faults())
                .containsExactly(
                        "ingress.port \"80x\" should be a whole number from 1 to 65535, for example"
                                + " 8080.",
                        "ingress.wait \"soon\" should be a length of time such as 250ms, 30s, 5m,"
                                + " 2h or 7d.",
                        "ingress.open \"maybe\" should be true or false.",
                        "ingress.at \"host\" should be an address such as https://host.",
                        "ingress.colour \"green\" should be one of red, dark-blue.",
                        "ingress.name is required; write a text.",
                        "ingress.prot is no setting; did you mean \"port\"?");
    }

    @Test
    void takesTheEnvironmentAboveTheFile() {
        SettingsFile file =
                SettingsFile.parse(
                        "test",
                        "ingress: {port: 1, token: \"${TOKEN}\", host: \"${HOST:here}\"}",
                        Map.of("STORELEDGER_INGRESS_PORT", "2", "TOKEN", "t0k"));
        Settings ingress = file.root().section("ingress");

        assertThat(ingress.integer("port", 0, 0, 9)).isEqualTo(2);
        assertThat(ingress.secret("token").reveal()).isEqualTo("t0k");
        assertThat(ingress.secret("token")).hasToString("***");
        assertThat(ingress.string("host")).isEqualTo("here");
        file.check();
    }

    @Test
    void namesTheVariableThatIsNotSet() {
        SettingsFile file = parse("token: ${TOKEN}");
        file.root().secret("token");

        assertThatThrownBy(file::check)
                .hasMessage("test: token needs the environment variable TOKEN, which is not set.");
    }

    @Test
    void readsSecretsFromFiles(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("token"), "t0k\n");
        SettingsFile file = parse("token: ${file:" + secret + "}");

        assertThat(file.root().secret("token").reveal()).isEqualTo("t0k");
    }

    @Test
    void namesTheLineThatIsNoYaml() {
        assertThatThrownBy(() -> parse("a: 1\nb: [1, 2\nc: 3"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("test: line 3");
    }

    @Test
    void namesTheFileThatIsAbsent(@TempDir Path folder) {
        assertThatThrownBy(() -> SettingsFile.load(folder.resolve("none.yaml"), Map.of()))
                .hasMessageContaining("none.yaml: there is no such file");
    }

    @Test
    void saysThatAFolderIsNoFile(@TempDir Path folder) {
        assertThatThrownBy(() -> SettingsFile.load(folder, Map.of()))
                .hasMessage(folder + ": it is a folder; name a file.");
    }

    @Test
    void readsASectionFromAFileThatItNames(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("rules.yaml"), "memo: hello\nmeno: typo\n");
        Path main = Files.writeString(folder.resolve("main.yaml"), "rules: rules.yaml\n");
        SettingsFile file = SettingsFile.load(main, Map.of());

        assertThat(file.root().sectionOrFile("rules").string("memo")).isEqualTo("hello");
        assertThatThrownBy(file::check).hasMessageContaining("rules.meno is no setting");
    }

    private static SettingsFile parse(String yaml) {
        return SettingsFile.parse("test", yaml, Map.of());
    }
}
