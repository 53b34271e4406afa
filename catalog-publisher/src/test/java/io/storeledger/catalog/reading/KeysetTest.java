package io.storeledger.catalog.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.clients.netsuite.NetSuiteConfig;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class KeysetTest {

    @Test
    void readsPastWhatAQueryGivesAndKeepsTheRowsOfAKeyTogether() throws Exception {
        try (var sandbox =
                        SandboxApp.start(
                                SandboxConfig.defaults(), Clock.systemUTC(), new Random(1));
                var netSuite =
                        new NetSuiteClient(
                                config(sandbox),
                                Clock.systemUTC(),
                                new Random(1),
                                new SimpleMeterRegistry())) {
            long first = sandbox.netSuite().addItems("K-", 100, List.of(1L, 2L, 3L), 5);
            for (int cap : new int[] {4, 7, 299, 300, 301}) {
                List<Long> items = new ArrayList<>();
                List<Integer> rows = new ArrayList<>();
                new Keyset(netSuite, cap)
                        .read(
                                after ->
                                        "SELECT item, location FROM aggregateItemLocation WHERE"
                                                + " item > "
                                                + Math.max(after, first - 1)
                                                + " ORDER BY item, location",
                                List.of(),
                                "item",
                                group -> {
                                    items.add(item(group));
                                    rows.add(group.size());
                                });

                assertThat(items).as("cap %s", cap).hasSize(100).isSorted().doesNotHaveDuplicates();
                assertThat(rows).as("cap %s", cap).containsOnly(3);
            }
        }
    }

    private static long item(List<ObjectNode> group) {
        return Rows.id(group.getFirst(), "item");
    }

    private static NetSuiteConfig config(SandboxApp sandbox) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var keys = generator.generateKeyPair();
        sandbox.netSuite().registerCertificate("keyset", keys.getPublic());
        var account = sandbox.netSuite().config();
        return NetSuiteConfig.read(
                SettingsFile.parse(
                                "test",
                                """
                                account: "%s"
                                restUrl: "%s"
                                clientId: "%s"
                                certificateId: keyset
                                algorithm: ES256
                                privateKey: "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----"
                                """
                                        .formatted(
                                                account.accountId(),
                                                sandbox.netSuiteUrl(),
                                                account.clientId(),
                                                Base64.getEncoder()
                                                        .encodeToString(
                                                                keys.getPrivate().getEncoded())),
                                Map.of())
                        .root());
    }
}
