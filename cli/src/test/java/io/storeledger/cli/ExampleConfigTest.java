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
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        String pem =
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(
                                        generator.generateKeyPair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n";
        Path key = Files.writeString(folder.resolve("key.pem"), pem);
        String yaml =
                Files.readString(EXAMPLE)
                        .replace("algorithm: PS256", "algorithm: ES256")
                        .replace("${file:netsuite-key.pem}", "${file:" + key + "}");
        var file =
                SettingsFile.parse(
                        "storeledger.example.yaml",
                        yaml,
                        Map.of(
                                "BIGCOMMERCE_ACCESS_TOKEN", "token",
                                "BIGCOMMERCE_CLIENT_SECRET", "secret",
                                "NETSUITE_CLIENT_ID", "client",
                                "NETSUITE_CERTIFICATE_ID", "certificate"));

        PipelineConfig.read(file);

        assertThat(file.known())
                .allSatisfy(path -> {
                    String key1 = path.substring(path.lastIndexOf('.') + 1);
                    assertThat(yaml).as(path).contains(key1.replaceAll("\\[\\d+]", ""));
                });
        assertThat(file.effective().text())
                .contains("admin.port: 9404  # file\n")
                .contains("connections.main.netsuite.privateKey: \"***\"  # file, by ${file:" + key)
                .doesNotContain("PRIVATE KEY");
    }
}
