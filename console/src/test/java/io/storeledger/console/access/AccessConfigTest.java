package io.storeledger.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessConfigTest {
    @Test
    void isOpenOnLoopback() {
        assertThat(read("127.0.0.1", "{}").isOpen()).isTrue();
        assertThat(read("localhost", "{}").isOpen()).isTrue();
        assertThat(read("::1", "{}").isOpen()).isTrue();
    }

    @Test
    void refusesToBeReachedFromOtherMachinesWithoutAWayToSignIn() {
        assertThatThrownBy(() -> read("0.0.0.0", "{}"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "test: console.host \"0.0.0.0\" can be reached from other machines;"
                                + " configure console.signIn, or write 127.0.0.1.");
    }

    @Test
    void readsTokensAndOpenIdConnect() {
        AccessConfig config =
                read(
                        "0.0.0.0",
                        """
                        url: https://ledger.example.com
                        signIn:
                          session: 1h
                          tokens:
                            - { name: grafana, roles: look, secret: "${TOKEN}" }
                          openIdConnect:
                            issuer: https://login.example.com
                            clientId: storeledger
                            clientSecret: ${SECRET}
                            roles:
                              look: ["*"]
                              act: [ops, finance]
                        """);

        assertThat(config.session()).isEqualTo(Duration.ofHours(1));
        assertThat(config.tokens())
                .singleElement()
                .satisfies(token -> assertThat(token.roles()).isEqualTo(Set.of(Role.LOOK)));
        assertThat(config.openId())
                .hasValueSatisfying(openId -> {
                    assertThat(openId.nameClaim()).isEqualTo("email");
                    assertThat(openId.roles().get(Role.ACT)).containsExactly("ops", "finance");
                    assertThat(openId.provider().scopes()).contains("openid");
                });
        assertThat(config.toString()).doesNotContain("a-very-long-secret");
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() ->
                        read(
                                "0.0.0.0",
                                """
                                peerSecret: short
                                signIn:
                                  tokens:
                                    - { name: a, roles: [admin], secret: short }
                                    - { name: a, secret: "${TOKEN}" }
                                    - { name: b }
                                  openIdConnect: { issuer: "http://login.example.com", clientId: x, clientSecret: "${SECRET}" }
                                """))
                .hasMessageContaining("console.peerSecret should have 16 characters or more")
                .hasMessageContaining("\"admin\" should be look, payloads or act")
                .hasMessageContaining(
                        "tokens[2].secret is required; store it with storeledger credentials set"
                                + " console signIn.tokens.b")
                .hasMessageContaining("tokens[0].secret should have 16 characters")
                .hasMessageContaining("tokens[1].name \"a\" is the name of another token too")
                .hasMessageContaining("console.url is required for openIdConnect")
                .hasMessageContaining("openIdConnect.issuer should begin with https")
                .hasMessageContaining("roles should say which values");
    }

    private static AccessConfig read(String host, String section) {
        SettingsFile file =
                SettingsFile.parse(
                        "test",
                        "console:\n" + section.indent(2).replaceAll("(?m)^ *\\{}$", ""),
                        Map.of("TOKEN", "a-very-long-secret-1", "SECRET", "a-very-long-secret-2"));
        Settings console = file.root().section("console");
        AccessConfig config = AccessConfig.read(console, host);
        file.root().ignore("credentials");
        file.check();
        return config;
    }
}
