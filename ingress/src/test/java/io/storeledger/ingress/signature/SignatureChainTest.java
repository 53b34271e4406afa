package io.storeledger.ingress.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.config.Secret;
import io.storeledger.ingress.signature.Verdict.Accepted;
import io.storeledger.ingress.signature.Verdict.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureChainTest {
    private static final String OLD = "the-old-client-secret";
    private static final String NEW = "the-new-client-secret";
    private static final long NOW = 1_790_000_000L;
    private static final byte[] BODY = "{\"scope\":\"store/order/created\"}\n".getBytes(UTF_8);
    private static final Accepted IN_TIME = new Accepted(Scheme.STANDARD_WEBHOOKS, false);
    private static final Accepted LATE = new Accepted(Scheme.STANDARD_WEBHOOKS, true);
    private static final Accepted BY_BODY = new Accepted(Scheme.X_BC_SIGNATURE, false);

    private final SignatureChain chain =
            new SignatureChain.Builder()
                    .standardWebhooks(secrets(OLD, NEW), Duration.ofMinutes(5))
                    .xBcSignature(secrets(OLD, NEW))
                    .sharedSecret("X-Shared", secrets("first value", "sécond"))
                    .build();

    @ParameterizedTest
    @ValueSource(strings = {OLD, NEW})
    void acceptsEachSecretWhileTheyRotate(String secret) {
        assertThat(verify(Signing.standard(secret, "msg_1", NOW, BODY))).isEqualTo(IN_TIME);
        assertThat(verify(Map.of("x-bc-signature", Signing.hex(secret, BODY)))).isEqualTo(BY_BODY);
    }

    @Test
    void refusesASecretItDoesNotHave() {
        assertThat(verify(Signing.standard("another", "msg_1", NOW, BODY)))
                .isEqualTo(new Refused(Refusal.MISMATCH));
    }

    @Test
    void findsTheOneOfSeveralSignaturesThatItCanProve() {
        var headers = Signing.standard(NEW, "msg_1", NOW, BODY);
        headers.compute(
                "webhook-signature",
                (name, good) -> "v1a,ignored v1,%%% v1,AAAA  " + good + " v2,later");

        assertThat(verify(headers)).isEqualTo(IN_TIME);
    }

    @Test
    void refusesAChangeOfEachSignedPart() {
        var other = BODY.clone();
        other[0] = '[';
        var headers = Signing.standard(NEW, "msg_1", NOW, BODY);
        var otherId = new TreeMap<>(headers);
        otherId.put("webhook-id", "msg_2");
        var otherTime = new TreeMap<>(headers);
        otherTime.put("webhook-timestamp", Long.toString(NOW + 1));

        var mismatch = new Refused(Refusal.MISMATCH);
        assertThat(chain.verify(of(headers), other, NOW)).isEqualTo(mismatch);
        assertThat(verify(otherId)).isEqualTo(mismatch);
        assertThat(verify(otherTime)).isEqualTo(mismatch);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 0, 300})
    void isInTimeUpToTheTolerance(long away) {
        assertThat(verify(Signing.standard(NEW, "m", NOW + away, BODY))).isEqualTo(IN_TIME);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_790_000_000L, -301, 301, 90_000_000_000L})
    void acceptsWhatIsOutsideTheToleranceAsLate(long away) {
        assertThat(verify(Signing.standard(NEW, "m", NOW + away, BODY))).isEqualTo(LATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-5", "+5", "1e9", "soon", "9223372036854775808", "١٢٣"})
    void refusesATimestampThatIsNone(String timestamp) {
        var headers = Signing.standard(NEW, "msg_1", NOW, BODY);
        headers.put("webhook-timestamp", timestamp);

        assertThat(verify(headers)).isEqualTo(new Refused(Refusal.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1,", "v1,***", "v2,AAAA", "AAAA", " ", ","})
    void refusesASignatureListWithoutASignature(String list) {
        var headers = Signing.standard(NEW, "msg_1", NOW, BODY);
        headers.put("webhook-signature", list);

        assertThat(verify(headers)).isInstanceOf(Refused.class);
    }

    @Test
    void refusesAStandardSignatureWithoutIdOrTimestamp() {
        var headers = Signing.standard(NEW, "msg_1", NOW, BODY);
        headers.remove("webhook-id");
        assertThat(verify(headers)).isEqualTo(new Refused(Refusal.MALFORMED));

        headers.put("webhook-id", "msg_1");
        headers.remove("webhook-timestamp");
        assertThat(verify(headers)).isEqualTo(new Refused(Refusal.MALFORMED));
    }

    @Test
    void readsABodySignatureInHexOfAnyCaseAndInBase64() {
        String hex = Signing.hex(NEW, BODY);
        String base64 = Signing.base64(NEW, BODY);

        assertThat(List.of(hex, hex.toUpperCase(Locale.ROOT), base64, base64.replace("=", "")))
                .allSatisfy(written ->
                        assertThat(verify(Map.of("x-bc-signature", written))).isEqualTo(BY_BODY));
    }

    @Test
    void refusesABodySignatureThatIsNone() {
        assertThat(verify(Map.of("x-bc-signature", "not a signature")))
                .isEqualTo(new Refused(Refusal.MALFORMED));
        assertThat(verify(Map.of("x-bc-signature", "zz".repeat(32))))
                .isEqualTo(new Refused(Refusal.MALFORMED));
        assertThat(verify(Map.of("x-bc-signature", ""))).isEqualTo(new Refused(Refusal.MISMATCH));
        assertThat(verify(Map.of("x-bc-signature", "AAAA")))
                .isEqualTo(new Refused(Refusal.MISMATCH));
    }

    @Test
    void acceptsEachValueOfTheSharedSecret() {
        var accepted = new Accepted(Scheme.SHARED_SECRET, false);
        // as a server hands it over: bytes read as Latin-1
        String latin = new String("sécond".getBytes(UTF_8), ISO_8859_1);

        assertThat(verify(Map.of("x-shared", "first value"))).isEqualTo(accepted);
        assertThat(verify(Map.of("x-shared", latin))).isEqualTo(accepted);
        assertThat(verify(Map.of("x-shared", "first valu")))
                .isEqualTo(new Refused(Refusal.MISMATCH));
    }

    @Test
    void acceptsByAnySchemeAndReportsTheClosestRefusal() {
        var headers = Signing.standard("another", "msg_1", NOW, BODY);
        headers.put("x-bc-signature", "%");
        assertThat(verify(headers)).isEqualTo(new Refused(Refusal.MISMATCH));

        headers.put("x-shared", "first value");
        assertThat(verify(headers)).isEqualTo(new Accepted(Scheme.SHARED_SECRET, false));
        assertThat(verify(Map.of())).isEqualTo(new Refused(Refusal.MISSING));
    }

    private Verdict verify(Map<String, String> headers) {
        return chain.verify(of(headers), BODY, NOW);
    }

    private static SignedHeaders of(Map<String, String> headers) {
        return name -> headers.get(name.toLowerCase(Locale.ROOT));
    }

    private static List<Secret> secrets(String... values) {
        return List.of(values).stream().map(Secret::of).toList();
    }
}
