package io.storeledger.sandbox.netsuite;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.storeledger.sandbox.json.Json;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/// Checks client assertions as NetSuite does, and gives tokens for them.
final class Tokens {
    private static final Set<JWSAlgorithm> ALLOWED =
            Set.of(
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);
    private static final Duration LONGEST = Duration.ofMinutes(60);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int TRAIL = 100;

    private final String clientId;
    private final Duration lifetime;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, PublicKey> certificates = new ConcurrentHashMap<>();
    private final Map<String, Instant> issued = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<String> trail = new ArrayDeque<>();

    Tokens(String clientId, Duration lifetime, Clock clock, RandomGenerator random) {
        this.clientId = clientId;
        this.lifetime = lifetime;
        this.clock = clock;
        this.random = random;
    }

    /// A refused assertion: what the caller is told, and what the Login Audit Trail keeps.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;
        private final String error;

        Refused(int status, String error, String trail) {
            super(trail, null, false, false);
            this.status = status;
            this.error = error;
        }

        int status() {
            return status;
        }

        String error() {
            return error;
        }
    }

    void certificate(String kid, PublicKey key) {
        certificates.put(kid, key);
    }

    Set<String> certificates() {
        return Set.copyOf(certificates.keySet());
    }

    ObjectNode issue(String assertion, String audience) throws Refused {
        try {
            SignedJWT jwt = SignedJWT.parse(assertion);
            checkSignature(jwt);
            checkClaims(jwt.getJWTClaimsSet(), audience);
        } catch (ParseException e) {
            throw refuse(400, "invalid_request", "MalformedAssertion");
        } catch (JOSEException e) {
            throw refuse(401, "invalid_client", "SignatureValidation");
        } catch (Refused e) {
            note(String.valueOf(e.getMessage()));
            throw e;
        }
        Instant now = clock.instant();
        issued.values().removeIf(end -> end.isBefore(now));
        String token =
                "sandbox.%016x%016x.%016x"
                        .formatted(random.nextLong(), random.nextLong(), random.nextLong());
        issued.put(token, now.plus(lifetime));
        ObjectNode body = Json.object();
        body.put("access_token", token);
        // The documentation shows a number, accounts were seen to send text.
        body.put("expires_in", Long.toString(lifetime.toSeconds()));
        body.put("token_type", "Bearer");
        return body;
    }

    boolean valid(String token) {
        Instant end = issued.get(token);
        return end != null && clock.instant().isBefore(end);
    }

    void revoke() {
        issued.clear();
    }

    List<String> trail() {
        lock.lock();
        try {
            return List.copyOf(trail);
        } finally {
            lock.unlock();
        }
    }

    private void checkSignature(SignedJWT jwt) throws Refused, JOSEException {
        JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
        if (!ALLOWED.contains(algorithm)) {
            // Not a client error in life either.
            throw new Refused(500, "server_error", "UnsupportedAlgo " + algorithm);
        }
        String kid = jwt.getHeader().getKeyID();
        if (kid == null) {
            throw new Refused(400, "invalid_request", "MissingKeyId");
        }
        PublicKey key = certificates.get(kid);
        if (key == null) {
            throw new Refused(401, "invalid_client", "MissingKey " + kid);
        }
        if (!jwt.verify(verifier(key))) {
            throw new Refused(401, "invalid_client", "InvalidSignature");
        }
    }

    private static JWSVerifier verifier(PublicKey key) throws Refused, JOSEException {
        return switch (key) {
            case RSAPublicKey rsa -> {
                if (rsa.getModulus().bitLength() < 3072) {
                    throw new Refused(401, "invalid_client", "RSA key under 3072 bits");
                }
                yield new RSASSAVerifier(rsa);
            }
            case ECPublicKey ec -> new ECDSAVerifier(ec);
            default -> throw new Refused(401, "invalid_client", "UnsupportedKey");
        };
    }

    private void checkClaims(JWTClaimsSet claims, String audience) throws Refused, ParseException {
        if (!clientId.equals(claims.getIssuer())) {
            throw new Refused(401, "invalid_client", "InvalidIntegration");
        }
        if (!claims.getAudience().contains(audience)) {
            throw new Refused(400, "invalid_grant", "WrongAudience, expected " + audience);
        }
        checkTimes(claims);
        Object scope = claims.getClaim("scope");
        boolean rest =
                scope instanceof List<?> list
                        ? list.contains("rest_webservices")
                        : scope instanceof String text
                                && List.of(text.split("[ ,]+", -1)).contains("rest_webservices");
        if (!rest) {
            throw new Refused(400, "invalid_scope", "ScopeMismatched");
        }
    }

    private void checkTimes(JWTClaimsSet claims) throws Refused {
        Date from = claims.getIssueTime();
        Date until = claims.getExpirationTime();
        if (from == null || until == null) {
            throw new Refused(400, "invalid_request", "MissingTimes");
        }
        Instant now = clock.instant();
        if (from.toInstant().isAfter(now.plus(SKEW))) {
            throw new Refused(400, "invalid_grant", "TokenNotAcceptable: issued in the future");
        }
        if (until.toInstant().isBefore(now)) {
            throw new Refused(400, "invalid_grant", "AccessTokenExpired");
        }
        if (Duration.between(from.toInstant(), until.toInstant()).compareTo(LONGEST) >= 0) {
            throw new Refused(400, "invalid_grant", "TokenValidityTooBroad");
        }
    }

    private Refused refuse(int status, String error, String why) {
        note(why);
        return new Refused(status, error, why);
    }

    private void note(String why) {
        lock.lock();
        try {
            trail.addLast(why);
            if (trail.size() > TRAIL) {
                trail.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }
}
