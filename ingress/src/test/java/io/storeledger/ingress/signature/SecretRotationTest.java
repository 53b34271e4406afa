package io.storeledger.ingress.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.common.config.Secret;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.ingress.signature.Verdict.Accepted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Client secrets are replaced while webhooks come in, without a restart.
class SecretRotationTest {
    private static final byte[] BODY = "{}".getBytes(UTF_8);

    @TempDir Path folder;

    @Test
    void acceptsOldAndNewWhileBothAreThereThenTheNewAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("secrets"), "old");
        List<Secret> secrets = secrets(file);
        var chain =
                new SignatureChain.Builder()
                        .standardWebhooks(secrets, Duration.ofMinutes(5))
                        .xBcSignature(secrets)
                        .sharedSecret("X-Shared", secrets)
                        .build();
        assertThat(accepts(chain, "old")).containsOnly(true);
        assertThat(accepts(chain, "new")).containsOnly(false);

        Files.writeString(file, "new\nold\n");
        await().until(() -> accepts(chain, "new").stream().allMatch(accepted -> accepted));
        assertThat(accepts(chain, "old")).containsOnly(true);

        Files.writeString(file, "new\n");
        await().until(() -> accepts(chain, "old").stream().noneMatch(accepted -> accepted));
        assertThat(accepts(chain, "new")).containsOnly(true);
    }

    private static List<Boolean> accepts(SignatureChain chain, String secret) {
        return List.of(
                accepted(chain, Signing.standard(secret, "id", 100, BODY)),
                accepted(chain, Map.of("X-BC-Signature", Signing.hex(secret, BODY))),
                accepted(chain, Map.of("X-Shared", secret)));
    }

    private static boolean accepted(SignatureChain chain, Map<String, String> headers) {
        return chain.verify(
                        name ->
                                headers.entrySet().stream()
                                        .filter(header -> header.getKey().equalsIgnoreCase(name))
                                        .map(Map.Entry::getValue)
                                        .findFirst()
                                        .orElse(null),
                        BODY,
                        100)
                instanceof Accepted;
    }

    private static List<Secret> secrets(Path file) {
        var settings =
                SettingsFile.parse(
                        "test", "clientSecrets: \"${file:%s}\"".formatted(file), Map.of());
        return settings.root().secrets("clientSecrets");
    }
}
