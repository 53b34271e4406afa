package io.storeledger.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.storeledger.common.vault.CredentialId;
import io.storeledger.common.vault.MasterKey;
import io.storeledger.common.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets that are in files, and follow them.
class LiveSecretTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir Path folder;

    @Test
    void readsFromTheCredentialsFileWhatTheConfigurationLeavesOut() {
        set("main", "bigcommerce.accessToken", "stored");
        set("uk", "bigcommerce.accessToken", "stored-uk");

        SettingsFile file = config("main: { bigcommerce: {} }\n  uk: {}", Map.of());

        assertThat(token(file, "main").reveal()).isEqualTo("stored");
        assertThat(token(file, "uk").reveal()).isEqualTo("stored-uk");
        assertThat(token(file, "main").toString()).isEqualTo("***");
        file.check();
    }

    @Test
    void readsTheConsolesSecretsFromTheCredentialsFileToo() {
        set("console", "peerSecret", "stored");
        set("console", "signIn.tokens.maria", "marias");

        Settings console = config("main: {}", Map.of()).root().section("console");

        assertThat(console.secret("peerSecret").reveal()).isEqualTo("stored");
        Settings signIn = console.section("signIn");
        assertThat(signIn.storedSecret("tokens.maria").orElseThrow().reveal()).isEqualTo("marias");
        assertThat(signIn.storedSecret("tokens.otto")).isEmpty();
        assertThat(console.optionalSecret("host")).isEmpty();
    }

    @Test
    void prefersTheEnvironmentThenTheConfiguration() {
        set("main", "bigcommerce.accessToken", "stored");
        String yaml = "main: { bigcommerce: { accessToken: written } }";

        assertThat(token(config(yaml, Map.of()), "main").reveal()).isEqualTo("written");
        assertThat(
                        token(
                                        config(
                                                yaml,
                                                Map.of(
                                                        "STORELEDGER_CONNECTIONS_MAIN_BIGCOMMERCE_ACCESSTOKEN",
                                                        "above")),
                                        "main")
                                .reveal())
                .isEqualTo("above");
    }

    @Test
    void tellsAMissingSecretAndAFileThatIsOpenToOthers() throws Exception {
        SettingsFile missing = config("main: {}", Map.of());
        token(missing, "main");
        assertThatThrownBy(missing::check)
                .hasMessageContaining("connections.main.bigcommerce.accessToken is required")
                .hasMessageContaining("storeledger credentials set");

        set("main", "bigcommerce.accessToken", "stored");
        Files.setPosixFilePermissions(vault().file(), PosixFilePermissions.fromString("rw-r--r--"));
        SettingsFile open = config("main: {}", Map.of());
        token(open, "main");
        assertThatThrownBy(open::check)
                .hasMessageContaining("credentials.file can't be used")
                .hasMessageContaining("chmod 600");
    }

    @Test
    void followsTheCredentialsFile() {
        set("main", "bigcommerce.accessToken", "first");
        Secret token = token(config("main: {}", Map.of()), "main");
        assertThat(token.reveal()).isEqualTo("first");

        set("main", "bigcommerce.accessToken", "second");

        await().until(() -> token.reveal().equals("second"));
        vault().rotate(Optional.empty());
        set("main", "bigcommerce.accessToken", "third");
        token.refresh();
        assertThat(token.reveal()).isEqualTo("third");
    }

    @Test
    void keepsTheLastValueWhileTheFileCantBeRead() throws Exception {
        set("main", "bigcommerce.accessToken", "first");
        Secret token = token(config("main: {}", Map.of()), "main");

        vault().change(open -> open.remove(new CredentialId("main", "bigcommerce.accessToken")));
        token.refresh();
        assertThat(token.reveal()).isEqualTo("first");
        Files.writeString(vault().file(), "half a fi");
        token.refresh();
        assertThat(token.reveal()).isEqualTo("first");
        Files.delete(vault().file());
        set("main", "bigcommerce.accessToken", "second");
        token.refresh();
        assertThat(token.reveal()).isEqualTo("second");
    }

    @Test
    void followsAKubernetesSecret() throws Exception {
        // as the kubelet does it: a link to a folder is turned to another folder
        Path mount = Files.createDirectory(folder.resolve("mount"));
        Path one = Files.createDirectory(mount.resolve("..1"));
        Path two = Files.createDirectory(mount.resolve("..2"));
        Files.writeString(one.resolve("token"), "first");
        Files.writeString(two.resolve("token"), "other");
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(mount.resolve("token"), Path.of("..data/token"));
        Secret token =
                token(
                        config(
                                "main: { bigcommerce: { accessToken: \"${file:%s}\" } }"
                                        .formatted(mount.resolve("token")),
                                Map.of()),
                        "main");
        assertThat(token.reveal()).isEqualTo("first");

        Files.createSymbolicLink(mount.resolve("..tmp"), Path.of("..2"));
        Files.move(
                mount.resolve("..tmp"),
                mount.resolve("..data"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);

        token.refresh();
        assertThat(token.reveal()).isEqualTo("other");
    }

    @Test
    void givesSeveralSecretsWhileTheyAreRotated() throws Exception {
        Path secrets = Files.writeString(folder.resolve("secrets"), "one\n");
        SettingsFile file =
                config(
                        "main: { bigcommerce: { clientSecrets: \"${file:%s}\" } }"
                                .formatted(secrets),
                        Map.of());

        List<Secret> all = bigcommerce(file, "main").secrets("clientSecrets");
        Files.writeString(secrets, "two\none\n");
        all.forEach(Secret::refresh);

        assertThat(all.stream().flatMap(secret -> secret.parts().stream()))
                .containsExactly(Secret.of("two"), Secret.of("one"));
    }

    private SettingsFile config(String connections, Map<String, String> environment) {
        return SettingsFile.parse(
                "test.yaml",
                "credentials: { file: %s, masterKey: \"file:%s\" }\nconnections:\n  %s\n"
                        .formatted(
                                folder.resolve("credentials.json"),
                                folder.resolve("credentials.key"),
                                connections),
                environment);
    }

    private static Secret token(SettingsFile file, String connection) {
        return bigcommerce(file, connection).secret("accessToken");
    }

    private static Settings bigcommerce(SettingsFile file, String connection) {
        return Sections.store(
                java.util.Objects.requireNonNull(
                        Sections.connections(Sections.root(file)).get(connection)));
    }

    private void set(String connection, String name, String value) {
        vault().change(open -> open.set(new CredentialId(connection, name), value, NOW));
    }

    private Vault vault() {
        return new Vault(
                folder.resolve("credentials.json"),
                new MasterKey.InFile(folder.resolve("credentials.key")));
    }
}
