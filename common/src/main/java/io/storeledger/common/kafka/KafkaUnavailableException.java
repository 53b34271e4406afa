package io.storeledger.common.kafka;

/// No broker answers at the configured address; the message is one sentence for the user.
public final class KafkaUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KafkaUnavailableException(String address, int seconds, Throwable cause) {
        super(
                "No Kafka broker answers at %s within %d s. Start it, or mend kafka.bootstrapServers"
                                .formatted(address, seconds)
                        + " (and kafka.properties, if it wants TLS or SASL).",
                cause);
    }
}
