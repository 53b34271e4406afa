package io.storeledger.cli.demo;

import io.storeledger.broker.FreePort;
import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.cli.service.SandboxCredentials;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.sandbox.SandboxApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// Writes the configuration that connects the pipeline to the sandbox, and the credentials beside
/// it: the same kind of files that a merchant has, left in the data folder to be looked at.
final class DemoConfig {
    /// What the connection is called.
    static final String CONNECTION = "demo";

    private DemoConfig() {}

    static PipelineConfig write(Path folder, SandboxApp sandbox, Clock clock) {
        try {
            Path file = folder.resolve("storeledger.yaml");
            Files.writeString(file, yaml(folder, sandbox));
            SandboxCredentials.seal(
                    SettingsFile.load(file, Map.of()).vault(),
                    sandbox,
                    List.of(CONNECTION),
                    clock.instant());
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
                            // the hooks' destination is known before the ingress listens
                            "WEBHOOK_PORT", Integer.toString(FreePort.find()));
            for (var entry : values.entrySet()) {
                yaml = yaml.replace("@" + entry.getKey() + "@", entry.getValue());
            }
            return yaml;
        }
    }
}
