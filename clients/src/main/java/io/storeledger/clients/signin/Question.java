package io.storeledger.clients.signin;

/// What was asked of the provider for somebody's browser; kept by us until the browser comes back.
///
/// @param state comes back with the browser: the answer belongs to this question
/// @param nonce comes back in the ID token: it was made for this question
/// @param verifier proves to the provider that whoever redeems the code has asked for it (PKCE)
public record Question(String state, String nonce, String verifier) {
    @Override
    public String toString() {
        return "Question[***]";
    }
}
