package io.storeledger.common.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.common.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class VaultTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final CredentialId TOKEN = new CredentialId("main", "bigcommerce.accessToken");
    private static final CredentialId OTHER = new CredentialId("uk", "bigcommerce.accessToken");

    @TempDir Path folder;
    private Path file;
    private Path keyFile;
    private Vault vault;

    @BeforeEach
    void open() {
        file = folder.resolve("credentials.json");
        keyFile = folder.resolve("credentials.key");
        vault = new Vault(file, new MasterKey.InFile(keyFile));
    }

    @Test
    void keepsSecretsSoThatOnlyTheMasterKeyOpensThem() throws Exception {
        boolean made = set(TOKEN, "the-token");
        boolean madeAgain = set(OTHER, "the-other");

        assertThat(made).isTrue();
        assertThat(madeAgain).isFalse();
        assertThat(find(TOKEN)).contains("the-token");
        assertThat(find(OTHER)).contains("the-other");
        assertThat(Files.readString(file)).doesNotContain("the-token", "the-other");
        assertThat(rights(file)).isEqualTo("rw-------");
        assertThat(rights(keyFile)).isEqualTo("rw-------");
        assertThatThrownBy(() -> new Vault(file, fresh("another.key")).open())
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("can't be opened with the master key of file:")
                .hasMessageContaining("another.key");
    }

    @Test
    void listsWithoutTheMasterKey() throws Exception {
        set(TOKEN, "the-token");
        Files.delete(keyFile);

        assertThat(vault.list()).containsExactly(new Vault.Entry(TOKEN, NOW));
        assertThatThrownBy(() -> vault.open()).hasMessageContaining("which is not there");
    }

    @Test
    void refusesASecretThatWasPutIntoAnothersPlace() throws Exception {
        set(TOKEN, "the-token");
        set(OTHER, "the-other");

        tamper(content -> {
            ObjectNode first = (ObjectNode) content.path("secrets").path(0);
            ObjectNode second = (ObjectNode) content.path("secrets").path(1);
            first.put("value", second.path("value").asString());
        });

        assertThatThrownBy(() -> find(TOKEN))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("main bigcommerce.accessToken")
                .hasMessageContaining("put there from another place");
        assertThat(find(OTHER)).contains("the-other");
    }

    @Test
    void refusesWhatWasRenamedPredatedOrDamaged() throws Exception {
        for (Map.Entry<String, String> change :
                Map.of(
                                "name", "netsuite.clientId",
                                "connection", "uk",
                                "setAt", "2026-03-02T00:00:00Z",
                                "value", "AAAA")
                        .entrySet()) {
            Files.deleteIfExists(file);
            set(TOKEN, "the-token");
            tamper(content ->
                    ((ObjectNode) content.path("secrets").path(0))
                            .put(change.getKey(), change.getValue()));

            CredentialId id = vault.list().getFirst().id();

            assertThatThrownBy(() -> find(id)).as(change.getKey()).hasMessageContaining("damaged");
        }
    }

    @Test
    void refusesADataKeyOfAnotherFileAndWhatIsNoCredentialsFile() throws Exception {
        set(TOKEN, "the-token");
        tamper(content -> content.put("dataKey", "AAAA"));
        assertThatThrownBy(() -> vault.open()).hasMessageContaining("damaged");

        tamper(content -> content.put("format", 2));
        assertThatThrownBy(() -> vault.list()).hasMessageContaining("no credentials file");
        Files.writeString(file, "{\"format\":1}");
        assertThatThrownBy(() -> vault.list()).hasMessageContaining("no credentials file");
    }

    @Test
    void refusesToReadWhatOthersCanRead() throws Exception {
        set(TOKEN, "the-token");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> vault.list())
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("open to others (rw-r-----); run chmod 600 " + file);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw----r--"));
        assertThatThrownBy(() -> vault.open()).hasMessageContaining("run chmod 600 " + keyFile);
    }

    @Test
    void refusesAFolderWhereOthersMayWrite() throws Exception {
        set(TOKEN, "the-token");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxr-x"));

        assertThatThrownBy(() -> vault.list()).hasMessageContaining("run chmod go-w");
        assertThatThrownBy(() -> set(OTHER, "x")).hasMessageContaining("run chmod go-w");

        // nobody can replace another's file in a sticky folder
        Files.setAttribute(folder, "unix:mode", 01777);
        assertThat(find(TOKEN)).contains("the-token");
    }

    @Test
    void sealsAnewUnderANewMasterKeyWhileOthersRead() throws Exception {
        set(TOKEN, "the-token");
        String before = Files.readString(file);
        String key = Files.readString(keyFile);

        vault.rotate(Optional.empty());

        assertThat(Files.readString(keyFile)).isNotEqualTo(key).hasLineCount(1);
        assertThat(dataKey(Files.readString(file))).isNotEqualTo(dataKey(before));
        assertThat(find(TOKEN)).contains("the-token");
        assertThat(vault.list()).containsExactly(new Vault.Entry(TOKEN, NOW));
        Files.writeString(keyFile, key);
        assertThatThrownBy(() -> vault.open()).hasMessageContaining("another key");
    }

    @Test
    void canBeOpenedAtEachStepOfARotation() throws Exception {
        set(TOKEN, "the-token");
        byte[] old = Files.readAllBytes(file);

        KeyFile.renew(keyFile);

        assertThat(find(TOKEN)).contains("the-token");
        vault.rotate(Optional.empty());
        assertThat(find(TOKEN)).contains("the-token");
        assertThat(Files.readAllBytes(file)).isNotEqualTo(old);
    }

    @Test
    void movesToAnotherMasterKey() {
        set(TOKEN, "the-token");
        var kms = new MasterKey.InKms("fake-kms://keys/1");

        vault.rotate(Optional.of(kms));

        assertThat(new Vault(file, kms).open().orElseThrow().find(TOKEN)).contains("the-token");
        assertThatThrownBy(() -> vault.open()).hasMessageContaining("another key");
        new Vault(file, kms).rotate(Optional.empty());
        assertThat(new Vault(file, kms).open().orElseThrow().find(TOKEN)).contains("the-token");
        assertThatThrownBy(() -> new Vault(file, new MasterKey.InKms("fake-kms://keys/2")).open())
                .hasMessageContaining("another key");
    }

    @Test
    void saysThatAKeyManagementSystemDoesNotAnswer() {
        set(TOKEN, "the-token");
        var down = new MasterKey.InKms("fake-kms://keys/down");

        assertThatThrownBy(() -> new Vault(file, down).open())
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("fake-kms://keys/down does not answer: no route to host");
        assertThatThrownBy(() -> vault.rotate(Optional.of(down)))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("does not answer");
        assertThat(find(TOKEN)).contains("the-token");
    }

    @Test
    void losesNothingToWritersAtTheSameTime() throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                var id = new CredentialId("c" + i, "netsuite.clientId");
                writers.add(
                        threads.submit(() ->
                                new Vault(file, new MasterKey.InFile(keyFile))
                                        .change(open -> open.set(id, id.connection(), NOW))));
            }
        }

        for (Future<?> writer : writers) {
            writer.get();
        }
        assertThat(vault.list()).hasSize(40);
        assertThat(find(new CredentialId("c17", "netsuite.clientId"))).contains("c17");
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "credentials.json", "credentials.key", ".credentials.json.lock");
        }
    }

    @Test
    void standsAsItWasIfAChangeFails() throws Exception {
        set(TOKEN, "the-token");
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() ->
                        vault.change(open -> {
                            open.remove(TOKEN);
                            throw new IllegalStateException("no");
                        }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private boolean set(CredentialId id, String value) {
        return vault.change(open -> open.set(id, value, NOW));
    }

    private Optional<String> find(CredentialId id) {
        return vault.open().orElseThrow().find(id);
    }

    private MasterKey fresh(String name) {
        Path other = folder.resolve(name);
        KeyFile.ensure(other);
        return new MasterKey.InFile(other);
    }

    private static String dataKey(String content) {
        return Json.tree(content).path("dataKey").asString();
    }

    private void tamper(java.util.function.Consumer<ObjectNode> change) throws IOException {
        ObjectNode content = (ObjectNode) Json.tree(Files.readAllBytes(file));
        change.accept(content);
        Files.write(file, Json.bytes(content));
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
