package io.storeledger.common.vault;

import org.jspecify.annotations.Nullable;

/// The credentials can't be read or written; the message is one sentence that says what to do.
public final class VaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message for whoever keeps the credentials; never a secret
    public VaultException(String message) {
        this(message, null);
    }

    /// @param cause what the system said
    public VaultException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
