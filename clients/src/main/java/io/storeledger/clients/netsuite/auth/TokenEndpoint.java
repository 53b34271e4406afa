package io.storeledger.clients.netsuite.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.storeledger.clients.http.Answer;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.HttpApi;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import okhttp3.FormBody;
import okhttp3.Request;
import tools.jackson.databind.JsonNode;

/// Fetches an access token for a signed assertion (Oracle help section_162755359851); keeps none.
final class TokenEndpoint {
    /// NetSuite takes less than 60 minutes; short, so that a leaked assertion is soon worthless.
    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(5);

    private static final Duration RENEW_BEFORE = Duration.ofMinutes(10);
    private static final long STANDARD_LIFE_SECONDS = 3600;

    private final HttpApi api;
    private final URI address;
    private final Credentials credentials;
    private final Clock clock;
    private final RandomGenerator random;

    /// @throws ConfigException if the private key doesn't fit the algorithm
    TokenEndpoint(
            HttpApi api,
            URI address,
            Credentials credentials,
            Clock clock,
            RandomGenerator random) {
        this.api = api;
        this.address = address;
        this.credentials = credentials;
        SigningKey.of(credentials.privateKey(), credentials.algorithm());
        this.clock = clock;
        this.random = random;
    }

    /// @throws ApiException.Unauthorized if NetSuite refuses the assertion
    /// @throws ApiException.Transient if the endpoint can't answer now
    AccessToken fetch() {
        Credentials used = credentials.now();
        try {
            return fetch(used);
        } catch (ApiException.Unauthorized e) {
            // while key and certificate are being changed, one of them may have been read too early
            Credentials now = credentials.now();
            if (now.equals(used)) {
                throw e;
            }
            return fetch(now);
        }
    }

    private AccessToken fetch(Credentials used) {
        Instant now = clock.instant();
        SigningKey key = key(used);
        FormBody form =
                new FormBody.Builder()
                        .add("grant_type", "client_credentials")
                        .add(
                                "client_assertion_type",
                                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                        .add("client_assertion", assertion(used, key, now))
                        .build();
        Request request =
                new Request.Builder()
                        .url(address.toString())
                        .header("Accept", "application/json")
                        .post(form)
                        .build();
        Answer answer = api.read("token", request);
        if (!answer.ok()) {
            throw TokenFailures.of(answer, key.algorithm());
        }
        return answer.json()
                .flatMap(body -> token(body, now))
                .orElseThrow(() -> TokenFailures.noToken(answer));
    }

    /// A key that was changed while we run is checked here, not at the start.
    private static SigningKey key(Credentials used) {
        try {
            return SigningKey.of(used.privateKey(), used.algorithm());
        } catch (ConfigException e) {
            throw new ApiException.Unauthorized(String.valueOf(e.getMessage()));
        }
    }

    private String assertion(Credentials used, SigningKey key, Instant now) {
        Object scope = used.scopeAsArray() ? used.scopes() : String.join(",", used.scopes());
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .issuer(used.clientId().reveal())
                        .audience(address.toString())
                        .claim("scope", scope)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(ASSERTION_LIFE)))
                        .jwtID(new UUID(random.nextLong(), random.nextLong()).toString())
                        .build();
        JWSHeader header =
                new JWSHeader.Builder(key.algorithm().jws())
                        .type(JOSEObjectType.JWT)
                        .keyID(used.certificateId().reveal())
                        .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(key.signer());
        } catch (JOSEException e) {
            throw new ConfigException(
                    "netsuite", List.of("privateKey can't sign with " + key.algorithm() + "."));
        }
        return jwt.serialize();
    }

    private static Optional<AccessToken> token(JsonNode body, Instant now) {
        String value = body.path("access_token").asString("");
        // documented as a number; seen as text at other vendors, and asLong reads both
        long seconds = body.path("expires_in").asLong(STANDARD_LIFE_SECONDS);
        Duration life = Duration.ofSeconds(seconds);
        Duration early =
                life.compareTo(RENEW_BEFORE.multipliedBy(2)) > 0 ? RENEW_BEFORE : life.dividedBy(2);
        Instant end = now.plus(life);
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(new AccessToken(Secret.of(value), end.minus(early), end));
    }
}
