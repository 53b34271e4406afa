package io.storeledger.cli;

/// The user asked for something that can't be; the message is one sentence.
public final class CommandFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFault(String message) {
        super(message);
    }
}
