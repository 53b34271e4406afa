package io.storeledger.common.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MasterKeyTest {
    @Test
    void isReadFromItsWrittenForm() {
        assertThat(MasterKey.parse("file:keys/a.key", Map.of()))
                .contains(new MasterKey.InFile(Path.of("keys/a.key")));
        assertThat(MasterKey.parse("gcp-kms://projects/p/locations/l", Map.of()))
                .contains(new MasterKey.InKms("gcp-kms://projects/p/locations/l"));
        assertThat(MasterKey.parse("env:KEY", Map.of()))
                .map(MasterKey::written)
                .contains("env:KEY");
        for (String wrong : new String[] {"", "file:", "env:", "c2VjcmV0", "file:///x", "x y"}) {
            assertThat(MasterKey.parse(wrong, Map.of())).as(wrong).isEmpty();
        }
    }

    @Test
    void comesFromTheEnvironmentAndNeverIntoText() throws Exception {
        String first = RawKeys.generate();
        String second = RawKeys.generate();
        byte[] sealed = aead(first).encrypt(bytes("x"), bytes("of"));

        // the new one first, the old one opens what it sealed
        assertThat(aead(second + ", " + first).decrypt(sealed, bytes("of"))).isEqualTo(bytes("x"));
        assertThat(MasterKey.parse("env:KEY", Map.of("KEY", first)).toString())
                .doesNotContain(first);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> MasterKey.parse("env:KEY", Map.of()).orElseThrow().aead())
                .hasMessageContaining("KEY, which is not set");
        assertThatThrownBy(() -> aead("too-short"))
                .hasMessageContaining("env:KEY holds no master key")
                .hasMessageContaining("openssl rand -base64 32")
                .hasMessageNotContaining("too-short");
        assertThatThrownBy(() -> new MasterKey.InKms("aws-kms://arn:aws:kms:x").aead())
                .hasMessageContaining(
                        "aws-kms://arn:aws:kms:x needs com.google.crypto.tink:tink-awskms");
        assertThatThrownBy(() -> new MasterKey.InKms("hcvault://host/key").aead())
                .hasMessageContaining("no client for hcvault://");
    }

    private static com.google.crypto.tink.Aead aead(String value) {
        return MasterKey.parse("env:KEY", Map.of("KEY", value)).orElseThrow().aead();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
