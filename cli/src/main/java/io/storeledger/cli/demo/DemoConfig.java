package io.storeledger.cli.demo;

import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.sandbox.SandboxApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// Writes the configuration that connects the pipeline to the sandbox: the same kind of file that a
/// merchant writes, left in the data folder to be looked at.
final class DemoConfig {
    private static final String CERTIFICATE = "demo-certificate";

    private DemoConfig() {}

    static PipelineConfig write(Path folder, SandboxApp sandbox) {
        KeyPair keys = keys();
        sandbox.netSuite().registerCertificate(CERTIFICATE, keys.getPublic());
        try (var template = DemoConfig.class.getResourceAsStream("demo.yaml")) {
            if (template == null) {
                throw new IllegalStateException("demo.yaml is not in the jar");
            }
            Path key = folder.resolve("netsuite-key.pem");
            Files.writeString(key, pem(keys));
            var store = sandbox.store().config();
            var account = sandbox.netSuite().config();
            Map<String, String> values =
                    new HashMap<>(
                            Map.of(
                                    "FOLDER", folder.toString(),
                                    "STORE_HASH", store.hash(),
                                    "STORE_URL", sandbox.bigCommerceUrl().toString(),
                                    "STORE_TOKEN", store.accessToken(),
                                    "STORE_SECRET", store.clientSecret(),
                                    "ACCOUNT", account.accountId(),
                                    "NETSUITE_URL", sandbox.netSuiteUrl().toString(),
                                    "CLIENT_ID", account.clientId(),
                                    "CERTIFICATE", CERTIFICATE,
                                    "KEY_FILE", key.toString()));
            values.put("WEBHOOK_PORT", Integer.toString(freePort()));
            Path file = folder.resolve("storeledger.yaml");
            String yaml = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            for (var entry : values.entrySet()) {
                yaml = yaml.replace("@" + entry.getKey() + "@", entry.getValue());
            }
            Files.writeString(file, yaml);
            return PipelineConfig.read(SettingsFile.load(file, Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The hooks' destination has to be known before the ingress listens.
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    private static String pem(KeyPair keys) {
        String base64 =
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }
}
