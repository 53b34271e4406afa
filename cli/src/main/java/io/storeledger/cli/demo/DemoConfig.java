package io.storeledger.cli.demo;

import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.clients.netsuite.auth.KeyAndCertificate;
import io.storeledger.clients.netsuite.auth.KeyAndCertificate.Kind;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.vault.CredentialId;
import io.storeledger.sandbox.SandboxApp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/// Writes the configuration that connects the pipeline to the sandbox, and the credentials beside
/// it: the same kind of files that a merchant has, left in the data folder to be looked at.
final class DemoConfig {
    /// What the connection is called.
    static final String CONNECTION = "demo";

    private static final String CERTIFICATE_ID = "demo-certificate";

    private DemoConfig() {}

    static PipelineConfig write(Path folder, SandboxApp sandbox, Clock clock) {
        try {
            Path file = folder.resolve("storeledger.yaml");
            Files.writeString(file, yaml(folder, sandbox));
            seal(file, sandbox, clock.instant());
            return PipelineConfig.read(SettingsFile.load(file, Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String yaml(Path folder, SandboxApp sandbox) throws IOException {
        try (var template = DemoConfig.class.getResourceAsStream("demo.yaml")) {
            if (template == null) {
                throw new IllegalStateException("demo.yaml is not in the jar");
            }
            String yaml = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> values =
                    Map.of(
                            "FOLDER", folder.toString(),
                            "STORE_HASH", sandbox.store().config().hash(),
                            "STORE_URL", sandbox.bigCommerceUrl().toString(),
                            "ACCOUNT", sandbox.netSuite().config().accountId(),
                            "NETSUITE_URL", sandbox.netSuiteUrl().toString(),
                            "WEBHOOK_PORT", Integer.toString(freePort()));
            for (var entry : values.entrySet()) {
                yaml = yaml.replace("@" + entry.getKey() + "@", entry.getValue());
            }
            return yaml;
        }
    }

    /// Stores the secrets where the configuration says, as `storeledger netsuite keygen` and
    /// `storeledger credentials set` do.
    private static void seal(Path file, SandboxApp sandbox, Instant now) {
        KeyAndCertificate made =
                KeyAndCertificate.generate(Kind.EC, "Storeledger demo", now, new SecureRandom());
        sandbox.netSuite().registerCertificate(CERTIFICATE_ID, publicKey(made));
        Map<String, String> secrets =
                Map.of(
                        "bigcommerce.accessToken", sandbox.store().config().accessToken(),
                        "bigcommerce.clientSecrets", sandbox.store().config().clientSecret(),
                        "netsuite.clientId", sandbox.netSuite().config().clientId(),
                        "netsuite.certificateId", CERTIFICATE_ID,
                        "netsuite.privateKey", made.privateKey().reveal(),
                        "netsuite.certificate", made.certificate());
        boolean _ =
                SettingsFile.load(file, Map.of())
                        .vault()
                        .change(open ->
                                secrets.forEach((name, value) ->
                                        open.set(new CredentialId(CONNECTION, name), value, now)));
    }

    /// What the sandbox's NetSuite takes of the certificate that is uploaded.
    private static PublicKey publicKey(KeyAndCertificate made) {
        byte[] certificate = made.certificate().getBytes(StandardCharsets.US_ASCII);
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate))
                    .getPublicKey();
        } catch (CertificateException e) {
            throw new IllegalStateException("we made it ourselves", e);
        }
    }

    /// The hooks' destination has to be known before the ingress listens.
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
