package io.storeledger.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.console.ConsoleConfig.Advertised;
import io.storeledger.console.preview.Preview;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleConfigTest {
    @Test
    void isReachedWhereItListensUnlessItSaysOtherwise() {
        assertThat(read("console: {port: 7000}").advertised())
                .isEqualTo(new Advertised("127.0.0.1", 0));
        assertThat(new Advertised("127.0.0.1", 0).portOr(7000)).isEqualTo(7000);
        assertThat(read("console: {advertised: \"c1:8090\", peerSecret: s-0123456789abcdef}"))
                .satisfies(config -> {
                    assertThat(config.advertised()).isEqualTo(new Advertised("c1", 8090));
                    assertThat(config.toString()).doesNotContain("s-0123456789abcdef");
                });
    }

    @Test
    void needsNoRules() {
        assertThat(read("console: {port: 7000}").rules()).isEmpty();
        assertThat(Preview.rules(Sections.root(settings("connections: {main: {}}")))).isEmpty();
    }

    @Test
    void saysHowOthersAreToReachIt() {
        assertThatThrownBy(() -> read("console: {advertised: c1}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("console.advertised should be host:port");
        assertThatThrownBy(() -> read("console: {host: 0.0.0.0, peerSecret: s}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("console.advertised is required with peerSecret");
    }

    private static ConsoleConfig read(String yaml) {
        SettingsFile file = settings(yaml);
        ConsoleConfig config = ConsoleConfig.read(Sections.root(file));
        file.check();
        return config;
    }

    private static SettingsFile settings(String yaml) {
        return SettingsFile.parse("the test", yaml, Map.of());
    }
}
