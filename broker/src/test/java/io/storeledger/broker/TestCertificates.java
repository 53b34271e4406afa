package io.storeledger.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A certification authority for tests, and what it signs: made by the JDK's keytool, given as PEM
/// files.
public final class TestCertificates {
    private static final char[] PASSWORD = "for-tests".toCharArray();

    private final Path folder;
    private final Path store;

    /// Makes the authority.
    public TestCertificates(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("certificates.p12");
        keytool("ca", "CN=Test CA", "-ext", "bc:c", "-ext", "ku=keyCertSign");
    }

    /// The authority's certificate.
    public Path authority() {
        return write("ca.pem", List.of(certificate("ca")));
    }

    /// A key and its certificate for somebody, who is reached at loopback if he is a server.
    public Path keyOf(String name) {
        keytool(
                name,
                "CN=" + name + ",O=Test",
                "-signer",
                "ca",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost");
        try {
            String key = pem("PRIVATE KEY", keys().getKey(name, PASSWORD).getEncoded());
            return write(name + ".pem", List.of(key, certificate(name), certificate("ca")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keytool(String alias, String subject, String... more) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-J-XX:TieredStopAtLevel=1",
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-validity",
                                "2",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(PASSWORD),
                                "-alias",
                                alias,
                                "-dname",
                                subject));
        command.addAll(List.of(more));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private KeyStore keys() throws GeneralSecurityException {
        try {
            return KeyStore.getInstance(store.toFile(), PASSWORD);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String certificate(String alias) {
        try {
            Certificate certificate = keys().getCertificate(alias);
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path write(String name, List<String> parts) {
        try {
            return Files.writeString(folder.resolve(name), String.join("", parts));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getMimeEncoder().encodeToString(der), type);
    }
}
