package io.storeledger.ingress.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.config.Secret;
import io.storeledger.common.json.Json;
import io.storeledger.ingress.Contract;
import io.storeledger.ingress.signature.Verdict.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SignatureContractTest {

    @Test
    void acceptsThePublishedTestVectors() throws IOException {
        JsonNode vector = Json.tree(Files.readAllBytes(Contract.files("signature").getFirst()));
        var secret = List.of(Secret.of(vector.get("client_secret").asString()));
        byte[] body = vector.get("body").asString().getBytes(UTF_8);
        JsonNode headers = vector.get("headers");
        long timestamp = headers.get("webhook-timestamp").asLong();
        var chain =
                new SignatureChain.Builder()
                        .standardWebhooks(secret, Duration.ofMinutes(5))
                        .xBcSignature(secret)
                        .build();

        assertThat(chain.verify(name -> text(headers.get(name)), body, timestamp))
                .isEqualTo(new Accepted(Scheme.STANDARD_WEBHOOKS, false));
        for (String field : List.of("body_only_hmac_sha256_hex", "body_only_hmac_sha256_base64")) {
            var only = Map.of("x-bc-signature", vector.get(field).asString());
            assertThat(chain.verify(only::get, body, timestamp))
                    .isEqualTo(new Accepted(Scheme.X_BC_SIGNATURE, false));
        }
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.asString();
    }
}
