package io.storeledger.console.web;

/// What was asked for can't be done as it was asked; the message is one sentence that says what
/// would be right.
public final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param sentence names the parameter and what would be right
    public BadRequest(String sentence) {
        super(sentence);
    }
}
