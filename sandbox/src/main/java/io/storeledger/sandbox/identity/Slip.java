package io.storeledger.sandbox.identity;

/// What is wrong with the provider's next ID tokens.
public enum Slip {
    NONE,
    /// They answer another question.
    WRONG_NONCE,
    /// They are for another client.
    WRONG_AUDIENCE,
    /// They are for us and for another client, who is the one that asked.
    OTHER_PARTY,
    /// They name another issuer.
    WRONG_ISSUER,
    /// They ended an hour ago.
    EXPIRED,
    /// They are signed with a key that is not the provider's, under the name of the one that is.
    FORGED,
    /// They carry no signature (`alg: none`).
    UNSIGNED,
    /// They are signed with the client's secret.
    SECRET_AS_KEY,
    /// There is none.
    ABSENT
}
