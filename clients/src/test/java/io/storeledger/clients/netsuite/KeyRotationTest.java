package io.storeledger.clients.netsuite;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.vault.CredentialId;
import io.storeledger.common.vault.MasterKey;
import io.storeledger.common.vault.Vault;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Key and certificate are replaced while calls are under way, without a restart.
class KeyRotationTest {
    @TempDir Path folder;

    @Test
    void noCallFailsWhileKeyAndCertificateAreReplaced() throws Exception {
        try (var sandbox =
                SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(1))) {
            sandbox.netSuite().registerCertificate("old", Keys.pair("3072").getPublic());
            sandbox.netSuite().registerCertificate("new", Keys.pair("secp256r1").getPublic());
            store("old", "3072");
            AtomicInteger done = new AtomicInteger();
            AtomicBoolean enough = new AtomicBoolean();
            List<Future<?>> callers = new ArrayList<>();
            try (var client = client(sandbox);
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 4; i++) {
                    callers.add(
                            threads.submit(() -> {
                                while (!enough.get()) {
                                    rows(client);
                                    done.incrementAndGet();
                                }
                            }));
                }
                Awaitility.await().until(() -> done.get() > 20);
                store("new", "secp256r1");
                // the old certificate is worth nothing any more, nor are its tokens
                sandbox.netSuite().registerCertificate("old", Keys.pair("secp384r1").getPublic());
                sandbox.netSuite().revokeTokens();
                int before = done.get();
                Awaitility.await()
                        .until(() ->
                                done.get() > before + 20
                                        || callers.stream().anyMatch(Future::isDone));
                enough.set(true);
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
            assertThat(sandbox.netSuite().loginAuditTrail()).isEmpty();
        }
    }

    private static List<ObjectNode> rows(NetSuiteClient client) {
        List<ObjectNode> rows = new ArrayList<>();
        client.suiteQl("SELECT id FROM currency ORDER BY id", List.of())
                .forEachRemaining(rows::add);
        return rows;
    }

    private NetSuiteClient client(SandboxApp sandbox) {
        SettingsFile file =
                SettingsFile.parse(
                        "test.yaml",
                        """
                        credentials: { file: %s, masterKey: "file:%s" }
                        connections: { main: { netsuite: { account: 1234567_SB1, restUrl: "%s" } } }
                        """
                                .formatted(
                                        folder.resolve("credentials.json"),
                                        folder.resolve("credentials.key"),
                                        sandbox.netSuiteUrl()),
                        Map.of());
        var connection = Sections.connections(Sections.root(file)).get("main");
        var config = NetSuiteConfig.read(Objects.requireNonNull(connection).section("netsuite"));
        file.check();
        return new NetSuiteClient(
                config, Clock.systemUTC(), new Random(1), new SimpleMeterRegistry());
    }

    private void store(String certificate, String kind) {
        new Vault(
                        folder.resolve("credentials.json"),
                        new MasterKey.InFile(folder.resolve("credentials.key")))
                .change(open -> {
                    open.set(id("clientId"), "sandbox-netsuite-client-id", Instant.EPOCH);
                    open.set(id("certificateId"), certificate, Instant.EPOCH);
                    open.set(id("privateKey"), Keys.pem(kind).reveal(), Instant.EPOCH);
                });
    }

    private static CredentialId id(String name) {
        return new CredentialId("main", "netsuite." + name);
    }
}
