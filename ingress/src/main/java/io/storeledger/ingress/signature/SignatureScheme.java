package io.storeledger.ingress.signature;

/// One way to prove a webhook genuine, with the secrets it accepts.
sealed interface SignatureScheme permits StandardWebhooks, BodySignature, SharedSecret {

    /// Judges a delivery on its raw bytes; nothing is parsed before.
    ///
    /// @param nowSeconds the time, in seconds of the epoch
    Verdict verify(SignedHeaders headers, byte[] body, long nowSeconds);
}
