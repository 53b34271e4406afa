package io.storeledger.common.kafka;

/// Kafka lacks what a service needs, or does not let it; the message says what is missing and how
/// to mend it, for the user.
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String sentences) {
        super(sentences);
    }
}
