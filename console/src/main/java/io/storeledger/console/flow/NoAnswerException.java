package io.storeledger.console.flow;

/// Kafka did not answer what was asked of it.
final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(Throwable cause) {
        super("Kafka does not answer just now; the figures come back with it.", cause);
    }
}
