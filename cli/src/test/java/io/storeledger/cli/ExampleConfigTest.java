package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.common.config.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleConfigTest {
    private static final Path EXAMPLE = Path.of("..", "storeledger.example.yaml");

    @TempDir Path folder;

    @Test
    void isInOrderAndDocumentsEverySetting() throws Exception {
        String yaml = example();
        SettingsFile file = parse(yaml);

        PipelineConfig config = PipelineConfig.read(file);

        assertThat(config.notes()).isEmpty();
        assertThat(file.known())
                .allSatisfy(path -> {
                    String key = path.substring(path.lastIndexOf('.') + 1);
                    assertThat(yaml).as(path).contains(key.replaceAll("\\[\\d+]", ""));
                });
        assertThat(file.effective().text())
                .contains("admin.port: 9404  # file\n")
                .contains(
                        "connections.main.netsuite.privateKey: \"***\"  # file, by ${file:"
                                + folder.resolve("key.pem"))
                .doesNotContain("PRIVATE KEY");
    }

    @Test
    void isNotedWhereSweepsAreTooSeldomForStock() throws Exception {
        String seldom = example().replaceFirst("interval: 15m", "interval: 1h");

        assertThat(PipelineConfig.read(parse(seldom)).notes())
                .singleElement()
                .asString()
                .startsWith(
                        "connections.main: sweeps.interval and margin (61m) are longer than"
                                + " catalog.stock.lookBack (20m)");
        String unswept = seldom.replaceFirst("enabled: true(\\s+interval)", "enabled: false$1");
        assertThat(PipelineConfig.read(parse(unswept)).notes()).isEmpty();
    }

    private String example() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        String pem =
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(
                                        generator.generateKeyPair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n";
        Path key = Files.writeString(folder.resolve("key.pem"), pem);
        return Files.readString(EXAMPLE)
                .replace("algorithm: PS256", "algorithm: ES256")
                .replace("${file:netsuite-key.pem}", "${file:" + key + "}");
    }

    private static SettingsFile parse(String yaml) {
        return SettingsFile.parse(
                "storeledger.example.yaml",
                yaml,
                Map.of(
                        "BIGCOMMERCE_ACCESS_TOKEN", "token",
                        "BIGCOMMERCE_CLIENT_SECRET", "secret",
                        "NETSUITE_CLIENT_ID", "client",
                        "NETSUITE_CERTIFICATE_ID", "certificate"));
    }
}
