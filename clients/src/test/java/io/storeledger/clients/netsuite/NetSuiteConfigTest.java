package io.storeledger.clients.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.clients.netsuite.auth.SigningAlgorithm;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.SettingsFile;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetSuiteConfigTest {
    @ParameterizedTest
    @CsvSource({
        "1234567, 1234567",
        "123456_SB1, 123456-sb1",
        "123456_RP, 123456-rp",
        "TSTDRV1234567, tstdrv1234567",
        "123456-sb2, 123456-sb2"
    })
    void makesTheHostOfTheAccount(String account, String host) {
        assertThat(NetSuiteConfig.standardUrl(account))
                .isEqualTo(URI.create("https://" + host + ".suitetalk.api.netsuite.com"));
    }

    @Test
    void readsASectionWithItsDefaults() {
        NetSuiteConfig config =
                read(
                        """
                        netsuite:
                          account: 123456_SB1
                          clientId: client
                          certificateId: certificate
                          privateKey: ${KEY}
                          algorithm: ES256
                          scope: [rest_webservices, restlets]
                        """,
                        "secp256r1");

        assertThat(config.restUrl())
                .isEqualTo(URI.create("https://123456-sb1.suitetalk.api.netsuite.com"));
        assertThat(config.credentials().algorithm()).contains(SigningAlgorithm.ES256);
        assertThat(config.credentials().scopeAsArray()).isTrue();
        assertThat(config.startConcurrency()).isEqualTo(4);
        assertThat(config.maxConcurrency()).isEqualTo(20);
        assertThat(config.readTimeout()).isEqualTo(Duration.ofSeconds(100));
        assertThat(config.toString()).doesNotContain("BEGIN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example/", "1@evil", "1#x", "1.2", "", "a_b_c"})
    void refusesAnAccountThatCouldLeadToAnotherHost(String account) {
        assertThatThrownBy(() -> read(section(account, "ES256"), "secp256r1"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("netsuite.account");
        assertThatThrownBy(() ->
                        NetSuiteConfig.of(account, URI.create("https://x"), Account.credentials()))
                .isInstanceOf(ConfigException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PS256 | 2048      | is an RSA key of 2048 bits; PS256 needs an RSA key of 3072 or 4096 bits.
                    ES384 | secp256r1 | is an EC key on the curve P-256; ES384 needs an EC key on the curve P-384; leave algorithm out to take what fits the key.
                    PS256 | secp256r1 | is an EC key on the curve P-256; PS256 needs an RSA key of 3072 or 4096 bits; leave algorithm out to take what fits the key.
                    ES256 | 3072      | is an RSA key of 3072 bits; ES256 needs an EC key on the curve P-256; leave algorithm out to take what fits the key.
                    """)
    void saysInOneSentenceWhatIsWrongWithAKey(String algorithm, String key, String sentence) {
        assertThatThrownBy(() -> read(section("123", algorithm), key))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e ->
                                assertThat(e.faults())
                                        .containsExactly("netsuite.privateKey " + sentence));
    }

    @Test
    void refusesRs256() {
        assertThatThrownBy(() -> read(section("123", "RS256"), "3072"))
                .hasMessageContaining("netsuite.algorithm \"RS256\" should be one of PS256");
    }

    @Test
    void saysOnceThatTheKeyIsMissing() {
        assertThatThrownBy(() ->
                        read(
                                section("123", "ES256").replaceAll(" +privateKey.*\n", ""),
                                "secp256r1"))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.faults()).hasSize(1));
    }

    @Test
    void saysOnceThatTheKeysFileIsNotThere() {
        String missing = section("123", "ES256").replace("${KEY}", "${file:none.pem}");
        assertThatThrownBy(() -> read(missing, "secp256r1"))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e ->
                                assertThat(e.faults())
                                        .containsExactly(
                                                "netsuite.privateKey names the file none.pem,"
                                                        + " which can't be read."));
    }

    private static String section(String account, String algorithm) {
        return """
        netsuite:
          account: "%s"
          clientId: client
          certificateId: certificate
          privateKey: ${KEY}
          algorithm: %s
        """
                .formatted(account, algorithm);
    }

    private static NetSuiteConfig read(String yaml, String key) {
        SettingsFile file =
                SettingsFile.parse("test.yaml", yaml, Map.of("KEY", Keys.pem(key).reveal()));
        NetSuiteConfig config = NetSuiteConfig.read(file.root().section("netsuite"));
        file.check();
        return config;
    }
}
