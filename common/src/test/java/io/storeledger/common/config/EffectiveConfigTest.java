package io.storeledger.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveConfigTest {
    @TempDir Path folder;

    @Test
    void tellsEachSettingThatWasReadWithItsValueAndWhereItComesFrom() {
        var file =
                SettingsFile.parse(
                        "test",
                        """
                        console: { port: 8090, host: "${HOST:127.0.0.1}" }
                        writer: { retry: { first: 500ms } }
                        stores: [a, b]
                        """,
                        Map.of("STORELEDGER_CONSOLE_PORT", "81"));
        Settings root = file.root();
        Settings console = root.section("console");
        console.integer("port", 1, 0, 99999);
        console.string("host");
        console.flag("open", false);
        root.section("writer").section("retry").duration("first", Duration.ofSeconds(1));
        root.section("writer").section("retry").duration("longest", Duration.ofMinutes(2));
        root.strings("stores", List.of());

        assertThat(file.effective().text())
                .isEqualTo(
                        """
                        console.host: "127.0.0.1"  # file, by ${HOST}
                        console.open: false  # default
                        console.port: 81  # environment, STORELEDGER_CONSOLE_PORT
                        stores: ["a","b"]  # file
                        writer.retry.first: "500ms"  # file
                        writer.retry.longest: "2m"  # default
                        """);
        assertThat(SettingsFile.parse("again", file.effective().text(), Map.of()).root())
                .isNotNull();
    }

    @Test
    void masksSecretsAndWhateverMayBeOne() throws Exception {
        Path jaas = Files.writeString(folder.resolve("jaas"), "hush-jaas");
        var file =
                SettingsFile.parse(
                        "test",
                        """
                        token: "${TOKEN:hush-default}"
                        tokens: [hush-one, "${TOKEN}"]
                        proxy: https://me:hush-user@proxy.example.com/path
                        kafka:
                          security.protocol: SASL_SSL
                          sasl.jaas.config: hush-plain
                          ssl.truststore.password: hush-password
                          ssl.keystore.key: hush-key
                          some.name: "${file:%s}"
                        """
                                .formatted(jaas),
                        Map.of("TOKEN", "hush-env"));
        Settings root = file.root();
        root.secret("token");
        root.secrets("tokens");
        root.uri("proxy", null);
        root.map("kafka");

        String text = file.effective().text();

        assertThat(text)
                .doesNotContain("hush")
                .contains("token: \"***\"  # file, by ${TOKEN}\n")
                .contains("proxy: \"https://***@proxy.example.com/path\"  # file\n")
                .contains("kafka.security.protocol: \"SASL_SSL\"  # file\n")
                .contains("kafka.some.name: \"***\"  # file, by ${file:" + jaas + "}\n");
    }

    @Test
    void writesLengthsOfTimeAsTheyAreRead() {
        for (String time : List.of("250ms", "0s", "90s", "5m", "90m", "36h", "7d", "3650d")) {
            assertThat(Durations.write(Durations.parse(time).orElseThrow())).isEqualTo(time);
        }
    }
}
