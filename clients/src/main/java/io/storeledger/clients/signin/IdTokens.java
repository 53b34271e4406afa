package io.storeledger.clients.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.storeledger.clients.http.HttpApi;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Verifies ID tokens (OpenID Connect Core 1.0, section 3.1.3.7).
final class IdTokens {
    /// Signatures that only the provider's own key can make; neither `none` nor an HMAC.
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private final String issuer;
    private final String clientId;
    private final Clock clock;
    private final Keys keys;

    IdTokens(HttpApi api, String issuer, String clientId, Clock clock) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.clock = clock;
        this.keys = new Keys(api, clock);
    }

    /// Whom a token describes.
    ///
    /// @throws SignInException if it is not genuine, not for us, not for this question, or over
    Identity verify(String token, Provider provider, Question question) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHMS, keys.of(provider)));
        processor.setJWTClaimsSetVerifier(new Claims(clientId, clock));
        try {
            JWTClaimsSet claims = processor.process(token, null);
            if (!issuer.equals(String.valueOf(claims.getIssuer()).replaceAll("/+$", ""))) {
                throw refused("was issued by somebody else");
            }
            if (!question.nonce().equals(claims.getStringClaim("nonce"))) {
                throw refused("answers another question (nonce)");
            }
            if (claims.getAudience().size() > 1 && !clientId.equals(claims.getClaim("azp"))) {
                throw refused("is for another client (azp)");
            }
            return new Identity(claims.getSubject(), withoutNulls(claims));
        } catch (ParseException e) {
            throw refused("can't be read");
        } catch (BadJWTException e) {
            throw refused("does not hold (" + e.getMessage() + ")");
        } catch (BadJOSEException | JOSEException e) {
            throw refused("has no signature that holds");
        }
    }

    private static Map<String, Object> withoutNulls(JWTClaimsSet claims) {
        var all = new LinkedHashMap<>(claims.getClaims());
        all.values().removeIf(Objects::isNull);
        return all;
    }

    private static SignInException refused(String why) {
        return new SignInException(
                "The identity provider's answer %s; sign in again, and if it happens again tell whoever runs Storeledger."
                        .formatted(why));
    }

    /// Audience, expiry and what must be there.
    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final Clock clock;

        Claims(String clientId, Clock clock) {
            super(clientId, null, Set.of("iss", "sub", "aud", "exp", "iat", "nonce"));
            this.clock = clock;
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }

    /// The provider's keys: fetched when needed, and again when a token names one that is not
    /// known, for providers change them; yet not for every token that somebody makes up.
    private static final class Keys {
        private static final Duration AGAIN_AFTER = Duration.ofSeconds(30);
        private static final Duration KEPT = Duration.ofHours(1);

        private final HttpApi api;
        private final Clock clock;
        private final ReentrantLock fetching = new ReentrantLock();
        private @Nullable JWKSet known;
        private Instant fetchedAt = Instant.MIN;

        Keys(HttpApi api, Clock clock) {
            this.api = api;
            this.clock = clock;
        }

        JWKSource<SecurityContext> of(Provider provider) {
            return (selector, _) -> select(provider, selector);
        }

        private List<JWK> select(Provider provider, JWKSelector selector)
                throws KeySourceException {
            List<JWK> found = selector.select(atMost(provider, KEPT));
            return found.isEmpty() ? selector.select(atMost(provider, AGAIN_AFTER)) : found;
        }

        private JWKSet atMost(Provider provider, Duration age) throws KeySourceException {
            fetching.lock();
            try {
                JWKSet keys = known;
                Instant now = clock.instant();
                if (keys == null || fetchedAt.plus(age).isBefore(now)) {
                    keys =
                            JWKSet.parse(
                                    Provider.get(api, "keys", provider.keys().toString())
                                            .toString());
                    known = keys;
                    fetchedAt = now;
                }
                return keys;
            } catch (ParseException e) {
                throw new KeySourceException("the provider's keys can't be read", e);
            } finally {
                fetching.unlock();
            }
        }
    }
}
