package io.storeledger.ingress.signature;

/// The ways to prove a webhook genuine.
public enum Scheme {
    STANDARD_WEBHOOKS("standard-webhooks"),
    X_BC_SIGNATURE("x-bc-signature"),
    SHARED_SECRET("shared-secret");

    private final String word;

    Scheme(String word) {
        this.word = word;
    }

    /// The word for it in headers and metrics.
    public String word() {
        return word;
    }
}
