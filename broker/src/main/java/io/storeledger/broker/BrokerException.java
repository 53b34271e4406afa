package io.storeledger.broker;

import org.jspecify.annotations.Nullable;

/// The embedded broker can't run; the message is one sentence for the user.
public final class BrokerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
