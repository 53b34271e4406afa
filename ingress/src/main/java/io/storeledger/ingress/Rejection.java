package io.storeledger.ingress;

import io.storeledger.ingress.signature.Refusal;

/// The answers other than 200, each with what the caller reads.
enum Rejection {
    MISSING(401, "missing", "The delivery carries no signature that this connection accepts."),
    MALFORMED(401, "malformed", "The delivery's signature headers can't be read."),
    MISMATCH(401, "mismatch", "The delivery's signature is by none of this connection's secrets."),
    OTHER_STORE(401, "other-store", "The delivery is of another store than the connection's."),
    UNKNOWN_CONNECTION(
            404,
            "unknown-connection",
            "No connection of this name is configured; the path is /webhooks/ and a name from the"
                    + " connections section."),
    TOO_LARGE(413, "too-large", "The body is longer than ingress.maxBodyBytes allows."),
    ABORTED(400, "aborted", "The body ended before it was complete."),
    BUSY(503, "busy", "Too many deliveries are in flight; try again."),
    UNAVAILABLE(503, "unavailable", "Kafka does not answer; try again."),
    STOPPING(503, "stopping", "This instance is stopping; try again.");

    private final int status;
    private final String code;
    private final String sentence;

    Rejection(int status, String code, String sentence) {
        this.status = status;
        this.code = code;
        this.sentence = sentence;
    }

    static Rejection of(Refusal refusal) {
        return switch (refusal) {
            case MISSING -> MISSING;
            case MALFORMED -> MALFORMED;
            case MISMATCH -> MISMATCH;
        };
    }

    int status() {
        return status;
    }

    /// The word for it in metrics.
    String code() {
        return code;
    }

    String sentence() {
        return sentence;
    }
}
