package io.storeledger.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.vault.CredentialId;
import io.storeledger.common.vault.OpenVault;
import io.storeledger.common.vault.Vault;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoConfigTest {
    @TempDir Path folder;

    @Test
    void leavesNoSecretInTheClear() throws Exception {
        try (var sandbox =
                SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(1))) {
            DemoConfig.write(folder, sandbox, Clock.systemUTC());

            Vault vault = SettingsFile.load(folder.resolve("storeledger.yaml"), Map.of()).vault();
            assertThat(vault.list())
                    .extracting(entry -> entry.id().toString())
                    .containsExactlyInAnyOrder(
                            "demo bigcommerce.accessToken",
                            "demo bigcommerce.clientSecrets",
                            "demo netsuite.clientId",
                            "demo netsuite.certificateId",
                            "demo netsuite.privateKey",
                            "demo netsuite.certificate");
            OpenVault open = vault.open().orElseThrow();
            List<String> secrets =
                    vault.list().stream().map(each -> open.find(each.id()).orElseThrow()).toList();
            assertThat(open.find(new CredentialId("demo", "bigcommerce.accessToken")))
                    .contains(sandbox.store().config().accessToken());
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    assertThat(Files.readString(file))
                            .as(file.toString())
                            .doesNotContain(secrets)
                            .doesNotContain("PRIVATE KEY");
                }
            }
        }
    }
}
