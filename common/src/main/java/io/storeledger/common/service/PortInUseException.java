package io.storeledger.common.service;

/// A port can't be listened on; the message is one sentence that names the setting.
public final class PortInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param setting the key of the setting that names the port
    public PortInUseException(String setting, int port, Throwable cause) {
        super(
                "Port %d (%s) can't be listened on: it is in use or not allowed. Stop what holds it, or"
                                .formatted(port, setting)
                        + " set another one.",
                cause);
    }
}
