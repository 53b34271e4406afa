package io.storeledger.cli.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.cli.Cli;
import io.storeledger.clients.netsuite.auth.CertificateExpiry;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.vault.CredentialId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsCommandTest {
    @TempDir Path folder;
    private final Cli cli = new Cli();
    private Path config;

    @BeforeEach
    void configure() throws IOException {
        config =
                Files.writeString(
                        folder.resolve("storeledger.yaml"),
                        """
                        credentials:
                          file: %s
                          masterKey: "file:%s"
                        connections:
                          main: { bigcommerce: { storeHash: a } }
                          uk: {}
                        """
                                .formatted(
                                        folder.resolve("credentials.json"),
                                        folder.resolve("credentials.key")));
    }

    @Test
    void storesWhatComesThroughAPipeAndListsItWithoutItsValue() {
        assertThat(set("s3cret\n", "main", "bigcommerce.accessToken")).isZero();
        assertThat(cli.out())
                .contains("main bigcommerce.accessToken is stored in")
                .contains("A master key was made: file:")
                .doesNotContain("s3cret");

        assertThat(cli.run("credentials", "list", "--config", config.toString())).isZero();

        assertThat(cli.out()).matches("main +bigcommerce.accessToken +20.+Z\\R");
        assertThat(stored("main", "bigcommerce.accessToken")).contains("s3cret");
    }

    @Test
    void storesTheConsolesSecrets() {
        assertThat(set("a-token-of-marias\n", "console", "signIn.tokens.maria")).isZero();
        assertThat(stored("console", "signIn.tokens.maria")).contains("a-token-of-marias");
        assertThat(set("x", "console", "bigcommerce.tokens")).isEqualTo(2);
        assertThat(cli.err()).contains("peerSecret", "signIn.openIdConnect.clientSecret");
        assertThat(set("x", "main", "peerSecret")).isEqualTo(2);
    }

    @Test
    void takesAValueFromAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "from-file\n");

        assertThat(set("", "main", "bigcommerce.accessToken", "--from", file.toString())).isZero();

        assertThat(stored("main", "bigcommerce.accessToken")).contains("from-file");
    }

    @Test
    void keepsOldClientSecretsWhileTheyAreRotated() {
        set("old", "main", "bigcommerce.clientSecrets");

        set("new", "main", "bigcommerce.clientSecrets", "--add");

        assertThat(stored("main", "bigcommerce.clientSecrets")).contains("new\nold");
        assertThat(set("x", "main", "bigcommerce.accessToken", "--add")).isEqualTo(2);
        assertThat(cli.err()).contains("can only be one");
    }

    @Test
    void refusesWhatCantBeRight() {
        assertThat(set("x", "nobody", "bigcommerce.accessToken")).isEqualTo(2);
        assertThat(cli.err()).contains("nobody: is no connection").contains("main, uk");
        assertThat(set("x", "main", "bigcommerce.token")).isEqualTo(2);
        assertThat(cli.err()).contains("is no credential").contains("bigcommerce.accessToken");
        assertThat(set("  \n", "main", "bigcommerce.accessToken")).isEqualTo(2);
        assertThat(cli.err()).contains("is empty; nothing was changed");
        assertThat(set("not a key", "main", "netsuite.privateKey")).isEqualTo(2);
        assertThat(cli.err())
                .contains("is no private key in PEM")
                .contains("Nothing was changed")
                .doesNotContain("not a key");
        assertThat(Files.exists(folder.resolve("credentials.json"))).isFalse();
    }

    @Test
    void removesACredential() {
        set("x", "main", "bigcommerce.accessToken");

        assertThat(remove("uk", "bigcommerce.accessToken")).isEqualTo(2);
        assertThat(cli.err()).contains("has no uk bigcommerce.accessToken");
        assertThat(remove("main", "bigcommerce.accessToken")).isZero();

        assertThat(stored("main", "bigcommerce.accessToken")).isEmpty();
    }

    @Test
    void changesTheMasterKeyInItsPlaceOrMovesIt() throws Exception {
        set("x", "main", "bigcommerce.accessToken");
        String before = Files.readString(folder.resolve("credentials.key"));

        assertThat(cli.run("credentials", "rotate", "--config", config.toString())).isZero();

        assertThat(cli.out()).contains("1 credentials in").contains("are sealed anew");
        assertThat(Files.readString(folder.resolve("credentials.key"))).isNotEqualTo(before);
        assertThat(stored("main", "bigcommerce.accessToken")).contains("x");
        Path other = folder.resolve("other.key");
        assertThat(
                        cli.run(
                                "credentials",
                                "rotate",
                                "--to",
                                "file:" + other,
                                "--config",
                                config.toString()))
                .isZero();
        assertThat(cli.out()).contains("masterKey: \"file:" + other);
        Files.writeString(
                config,
                Files.readString(config)
                        .replace(folder.resolve("credentials.key").toString(), other.toString()));
        assertThat(stored("main", "bigcommerce.accessToken")).contains("x");
        assertThat(
                        cli.run(
                                "credentials",
                                "rotate",
                                "--to",
                                "c2VjcmV0",
                                "--config",
                                config.toString()))
                .isEqualTo(2);
        assertThat(cli.err()).contains("--to: should be file:PATH, env:NAME");
    }

    @Test
    void refusesAFileThatIsOpenToOthers() throws Exception {
        set("x", "main", "bigcommerce.accessToken");
        Files.setPosixFilePermissions(
                folder.resolve("credentials.json"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(cli.run("credentials", "list", "--config", config.toString())).isEqualTo(2);

        assertThat(cli.err()).contains("is open to others").contains("chmod 600");
    }

    @Test
    void makesAKeyThatIsUsedOnceItsCertificateHasAnId() throws Exception {
        assertThat(keygen("--connection", "main", "--type", "ec")).isZero();

        Path certificate = folder.resolve("out/netsuite-main-certificate.pem");
        assertThat(cli.out())
                .contains("The certificate is in " + certificate)
                .contains("upload " + certificate)
                .contains("storeledger credentials set main netsuite.clientId")
                .contains("storeledger ping main")
                .doesNotContain("PRIVATE KEY");
        assertThat(CertificateExpiry.of(Files.readString(certificate))).isPresent();
        assertThat(stored("main", "netsuite.privateKey")).isEmpty();

        set("certificate-1", "main", "netsuite.certificateId");

        assertThat(cli.out()).contains("is in use from now on");
        assertThat(stored("main", "netsuite.privateKey").orElseThrow()).contains("PRIVATE KEY");
        assertThat(stored("main", "netsuite.certificate")).contains(Files.readString(certificate));
        assertThat(stored("main", "netsuite.next.privateKey")).isEmpty();
        assertThat(keygen("--connection", "main", "--type", "ec")).isEqualTo(2);
        assertThat(cli.err()).contains("is there already");
    }

    @Test
    void makesAKeyInAFileOfItsOwn() throws Exception {
        assertThat(keygen()).isZero();

        Path key = folder.resolve("out/netsuite-key.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(cli.out()).contains("netsuite.privateKey --from " + key);
        assertThat(set("", "main", "netsuite.privateKey", "--from", key.toString())).isZero();
    }

    private int keygen(String... more) {
        String[] args = {
            "netsuite",
            "keygen",
            "--out",
            folder.resolve("out").toString(),
            "--config",
            config.toString()
        };
        return cli.run(joined(args, more));
    }

    private int set(String input, String connection, String name, String... more) {
        String[] args = {"credentials", "set", connection, name, "--config", config.toString()};
        return cli.runWith(input, joined(args, more));
    }

    private int remove(String connection, String name) {
        return cli.run("credentials", "remove", connection, name, "--config", config.toString());
    }

    private Optional<String> stored(String connection, String name) {
        return SettingsFile.load(config, Map.of())
                .vault()
                .open()
                .orElseThrow()
                .find(new CredentialId(connection, name));
    }

    private static String[] joined(String[] first, String[] second) {
        String[] all = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
