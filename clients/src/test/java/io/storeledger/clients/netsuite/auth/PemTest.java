package io.storeledger.clients.netsuite.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.clients.netsuite.Keys;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
    @ParameterizedTest
    @ValueSource(strings = {"3072", "secp256r1", "secp384r1", "secp521r1"})
    void readsPkcs8(String kind) throws InvalidKeySpecException {
        assertThat(Pem.privateKey(Keys.pem(kind).reveal())).isEqualTo(Keys.pair(kind).getPrivate());
    }

    @Test
    void readsAKeyWhoseLineEndsAreWrittenOut() throws InvalidKeySpecException {
        String pem = Keys.pem("3072").reveal().replace("\r", "").replace("\n", "\\n");

        assertThat(Pem.privateKey(pem)).isEqualTo(Keys.pair("3072").getPrivate());
    }

    @Test
    void readsPkcs1() throws InvalidKeySpecException {
        PrivateKey key = Keys.pair("3072").getPrivate();

        assertThat(Pem.privateKey(Keys.pem("RSA PRIVATE KEY", inner(key)).reveal())).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, a00a06082a8648ce3d030107",
        "secp384r1, a00706052b81040022",
        "secp521r1, a00706052b81040023"
    })
    void readsSec1(String curve, String parameters) throws InvalidKeySpecException {
        ECPrivateKey key = (ECPrivateKey) Keys.pair(curve).getPrivate();
        byte[] sec1 = withParameters(inner(key), HexFormat.of().parseHex(parameters));

        ECPrivateKey read =
                (ECPrivateKey) Pem.privateKey(Keys.pem("EC PRIVATE KEY", sec1).reveal());

        assertThat(read.getS()).isEqualTo(key.getS());
        assertThat(read.getParams()).isEqualTo(key.getParams());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    hello                                                                         | no private key
                    -----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----                      | no private key
                    -----BEGIN ENCRYPTED PRIVATE KEY-----AAAA-----END ENCRYPTED PRIVATE KEY-----  | encrypted
                    -----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----                      | damaged
                    -----BEGIN PRIVATE KEY-----A=A-----END PRIVATE KEY-----                       | damaged
                    -----BEGIN RSA PRIVATE KEY-----AAAA-----END RSA PRIVATE KEY-----              | damaged
                    -----BEGIN EC PRIVATE KEY-----AAAA-----END EC PRIVATE KEY-----                | another curve
                    -----BEGIN DSA PRIVATE KEY-----AAAA-----END DSA PRIVATE KEY-----              | RSA or EC key
                    """)
    void saysWhatIsWrongWithWhatIsNoKey(String pem, String why) {
        assertThatThrownBy(() -> Pem.privateKey(pem))
                .isInstanceOf(InvalidKeySpecException.class)
                .hasMessageContaining(why);
    }

    /// The last OCTET STRING of PKCS#8 holds the older form.
    private static byte[] inner(PrivateKey key) {
        byte[] der = key.getEncoded();
        int at = skipHeader(der, 0) + 3;
        at = skipHeader(der, at) + length(der, at);
        return Arrays.copyOfRange(der, skipHeader(der, at), skipHeader(der, at) + length(der, at));
    }

    /// The JDK leaves out the curve, OpenSSL writes it into the key.
    private static byte[] withParameters(byte[] sec1, byte[] parameters) {
        int start = skipHeader(sec1, 0);
        // version and private key are all of it that the JDK writes
        byte[] content = Arrays.copyOfRange(sec1, start, sec1.length);
        byte[] both = Arrays.copyOf(content, content.length + parameters.length);
        System.arraycopy(parameters, 0, both, content.length, parameters.length);
        return HexFormat.of()
                .parseHex(
                        "30" + (both.length < 128 ? "" : "81") + hexByte(both.length) + hex(both));
    }

    private static String hexByte(int value) {
        return HexFormat.of().toHexDigits((byte) value);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static int skipHeader(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first - 0x80);
    }

    private static int length(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        int length = first < 0x80 ? first : 0;
        for (int i = 0; first > 0x80 && i < first - 0x80; i++) {
            length = (length << 8) | (der[at + 2 + i] & 0xff);
        }
        return length;
    }
}
