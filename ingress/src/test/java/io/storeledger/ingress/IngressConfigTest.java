package io.storeledger.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.Secret;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.SettingsFile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngressConfigTest {

    @Test
    void hasStandardsForAllButTheStore() {
        var config =
                read(
                        """
                        connections:
                          main:
                            bigcommerce: {storeHash: abc123, clientSecrets: "${SECRET}"}
                        """);

        assertThat(config.host()).isEqualTo("0.0.0.0");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.maxInFlight()).isEqualTo(512);
        assertThat(config.maxBodyBytes()).isEqualTo(65_536);
        var connection = config.connections().getFirst();
        assertThat(connection.name()).isEqualTo("main");
        assertThat(connection.storeHash()).isEqualTo("abc123");
        assertThat(connection.clientSecrets()).containsExactly(Secret.of("s1"));
        assertThat(connection.standardWebhooks()).isTrue();
        assertThat(connection.xBcSignature()).isTrue();
        assertThat(connection.tolerance()).isEqualTo(Duration.ofMinutes(5));
        assertThat(connection.sharedSecret()).isEmpty();
        assertThat(config.toString()).doesNotContain("s1");
    }

    @Test
    void readsEverySettingAndLeavesOthersToTheirReaders() {
        var config =
                read(
                        """
                        kafka: {bootstrapServers: "localhost:9092"}
                        admin: {port: 1}
                        enricher: {x: 1}
                        writer: {x: 1}
                        ingress: {host: 127.0.0.1, port: 0, maxInFlight: 7, maxBodyBytes: 2048}
                        connections:
                          main:
                            netsuite: {account: x}
                            orders: {x: 1}
                            rules: {x: 1}
                            bigcommerce:
                              storeHash: abc123
                              apiUrl: https://api.example
                              accessToken: t
                              timeout: 5s
                              clientSecrets: ["${SECRET}", "${OTHER}"]
                              webhooks:
                                standardWebhooks: false
                                xBcSignature: false
                                tolerance: 10m
                                sharedSecret: {header: X-Hook-Secret, value: [one, two]}
                        """);

        assertThat(config.port()).isZero();
        assertThat(config.maxInFlight()).isEqualTo(7);
        assertThat(config.maxBodyBytes()).isEqualTo(2048);
        var connection = config.connections().getFirst();
        assertThat(connection.clientSecrets()).hasSize(2);
        assertThat(connection.standardWebhooks()).isFalse();
        assertThat(connection.xBcSignature()).isFalse();
        assertThat(connection.tolerance()).isEqualTo(Duration.ofMinutes(10));
        assertThat(connection.sharedSecret().orElseThrow().header()).isEqualTo("X-Hook-Secret");
        assertThat(connection.sharedSecret().orElseThrow().values()).hasSize(2);
    }

    @Test
    void keepsHooksWhereTheirDestinationIsTold() {
        var config =
                read(
                        """
                        connections:
                          main:
                            bigcommerce:
                              storeHash: abc123
                              accessToken: t0ken
                              clientSecrets: "${SECRET}"
                              webhooks:
                                sharedSecret: {header: X-Hook-Secret, value: [newest, older]}
                                hooks:
                                  destination: https://hooks.example.com/
                                  formerDestinations: [https://old.example.com]
                          other:
                            bigcommerce:
                              storeHash: other1
                              clientSecrets: "${SECRET}"
                              webhooks:
                                hooks: {manage: false, destination: https://hooks.example.com}
                        """);

        var hooks = config.connections().getFirst().hooks().orElseThrow();
        assertThat(hooks.destination()).hasToString("https://hooks.example.com/webhooks/main");
        assertThat(hooks.exceptions())
                .hasToString("https://hooks.example.com/webhooks/main/exceptions");
        assertThat(hooks.formerDestinations())
                .singleElement()
                .hasToString("https://old.example.com/webhooks/main");
        assertThat(hooks.headers()).containsExactly(entry("X-Hook-Secret", Secret.of("newest")));
        assertThat(hooks.interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(hooks.toString()).doesNotContain("t0ken").doesNotContain("newest");
        assertThat(config.connections().getLast().hooks()).isEmpty();
    }

    @Test
    void saysWhatTheKeepingOfHooksNeeds() {
        assertThatThrownBy(() ->
                        read(
                                """
                                connections:
                                  main:
                                    bigcommerce:
                                      storeHash: abc123
                                      clientSecrets: x
                                      webhooks: {hooks: {manage: true}}
                                  other:
                                    bigcommerce:
                                      storeHash: other1
                                      accessToken: t
                                      clientSecrets: x
                                      webhooks:
                                        hooks: {destination: "http://hooks.example.com:8080"}
                                """))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e ->
                                assertThat(e.faults())
                                        .hasSize(3)
                                        .anyMatch(f -> f.contains("main.bigcommerce.accessToken"))
                                        .anyMatch(f -> f.contains("hooks.destination is required"))
                                        .anyMatch(f -> f.contains("https on port 443")));
    }

    @Test
    void namesEveryFaultAtOnce() {
        assertThatThrownBy(() ->
                        read(
                                """
                                ingress: {port: 99999, maxBodyBytes: 1, prot: 1}
                                connections:
                                  Main_Store:
                                    bigcommerce: {storeHash: "a/b", clientSecrets: x}
                                  first:
                                    bigcommerce: {storeHash: same, clientSecrets: x}
                                  second:
                                    bigcommerce: {storeHash: same, clientSecrets: x}
                                  mute:
                                    bigcommerce: {storeHash: mute}
                                  deaf:
                                    bigcommerce:
                                      storeHash: deaf
                                      clientSecrets: x
                                      webhooks: {standardWebhooks: false, xBcSignature: false}
                                  loud:
                                    bigcommerce:
                                      storeHash: loud
                                      webhooks:
                                        tolerance: soon
                                        sharedSecret: {header: Webhook-Id}
                                """))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e ->
                                assertThat(e.faults())
                                        .anyMatch(f -> f.startsWith("ingress.port \"99999\""))
                                        .anyMatch(f -> f.startsWith("ingress.maxBodyBytes"))
                                        .anyMatch(f -> f.startsWith("ingress.prot is no setting"))
                                        .anyMatch(f -> f.contains("named \"Main_Store\""))
                                        .anyMatch(f ->
                                                f.startsWith(
                                                        "connections.Main_Store.bigcommerce"
                                                                + ".storeHash"))
                                        .anyMatch(f ->
                                                f.startsWith(
                                                                "connections.second.bigcommerce"
                                                                        + ".storeHash")
                                                        && f.contains("first"))
                                        .anyMatch(f ->
                                                f.startsWith(
                                                        "connections.mute.bigcommerce"
                                                                + ".clientSecrets leaves no way"))
                                        .anyMatch(f ->
                                                f.startsWith(
                                                        "connections.deaf.bigcommerce.webhooks"
                                                                + " leaves no way"))
                                        .anyMatch(f -> f.contains("tolerance \"soon\""))
                                        .anyMatch(f -> f.contains("is kept in the log"))
                                        .anyMatch(f -> f.contains("sharedSecret.value is required"))
                                        .hasSize(11));
    }

    @Test
    void wantsAConnection() {
        assertThatThrownBy(() -> read("ingress: {port: 1}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("connections is empty");
    }

    private static IngressConfig read(String yaml) {
        var file = SettingsFile.parse("test.yaml", yaml, Map.of("SECRET", "s1", "OTHER", "s2"));
        var config = IngressConfig.read(Sections.root(file));
        file.check();
        return config;
    }
}
