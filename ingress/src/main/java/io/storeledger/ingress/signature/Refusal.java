package io.storeledger.ingress.signature;

/// Why no scheme accepted a delivery; the later, the closer it came.
public enum Refusal {
    /// No header that any scheme looks at.
    MISSING,
    /// A signature that can't be read.
    MALFORMED,
    /// A signature by none of the secrets, or of another body.
    MISMATCH
}
