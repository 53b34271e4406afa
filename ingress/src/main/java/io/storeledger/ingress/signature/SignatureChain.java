package io.storeledger.ingress.signature;

import io.storeledger.common.config.Secret;
import io.storeledger.ingress.signature.Verdict.Accepted;
import io.storeledger.ingress.signature.Verdict.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The schemes of a connection, in order; the first that accepts decides.
public final class SignatureChain {
    private final List<SignatureScheme> schemes;

    private SignatureChain(List<SignatureScheme> schemes) {
        this.schemes = List.copyOf(schemes);
    }

    /// Gathers the schemes of a chain.
    public static final class Builder {
        private final List<SignatureScheme> schemes = new ArrayList<>();

        /// Accepts Standard Webhooks signatures by these client secrets.
        public Builder standardWebhooks(List<Secret> clientSecrets, Duration tolerance) {
            schemes.add(new StandardWebhooks(clientSecrets, tolerance));
            return this;
        }

        /// Accepts `X-BC-Signature` by these client secrets.
        public Builder xBcSignature(List<Secret> clientSecrets) {
            schemes.add(new BodySignature(clientSecrets));
            return this;
        }

        /// Accepts a header with one of these values.
        public Builder sharedSecret(String header, List<Secret> values) {
            schemes.add(new SharedSecret(header, values));
            return this;
        }

        /// The chain of what was gathered.
        public SignatureChain build() {
            return new SignatureChain(schemes);
        }
    }

    /// Judges a delivery on its raw bytes.
    ///
    /// @param nowSeconds the time, in seconds of the epoch
    public Verdict verify(SignedHeaders headers, byte[] body, long nowSeconds) {
        Refusal closest = Refusal.MISSING;
        for (SignatureScheme scheme : schemes) {
            switch (scheme.verify(headers, body, nowSeconds)) {
                case Accepted accepted -> {
                    return accepted;
                }
                case Refused(Refusal reason) ->
                        closest = reason.compareTo(closest) > 0 ? reason : closest;
            }
        }
        return new Refused(closest);
    }
}
