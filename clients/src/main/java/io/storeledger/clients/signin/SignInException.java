package io.storeledger.clients.signin;

/// Somebody can't be signed in; the message is one sentence without a secret or a claim in it.
public final class SignInException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param sentence what is wrong, and what to do
    public SignInException(String sentence) {
        super(sentence);
    }
}
