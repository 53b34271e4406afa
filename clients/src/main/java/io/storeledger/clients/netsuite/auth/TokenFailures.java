package io.storeledger.clients.netsuite.auth;

import io.storeledger.clients.http.Answer;
import io.storeledger.clients.http.ApiException;

/// Says what a refused assertion means for whoever configured it (Oracle help
/// subsect_158521832417).
final class TokenFailures {
    private TokenFailures() {}

    static ApiException of(Answer answer, SigningAlgorithm algorithm) {
        int status = answer.status();
        String error = answer.json().map(body -> body.path("error").asString("")).orElse("");
        return switch (error) {
            case "invalid_client" ->
                    unauthorized(
                            error,
                            "check certificateId and that its certificate is mapped to this"
                                    + " integration, entity and role under OAuth 2.0 Client"
                                    + " Credentials Setup (a sandbox refresh wipes the mapping),"
                                    + " and that privateKey belongs to it");
            case "invalid_grant" ->
                    unauthorized(
                            error,
                            "check that privateKey belongs to certificateId, that the certificate"
                                    + " has not expired, and that this machine's clock is right");
            case "unauthorized_client" ->
                    unauthorized(
                            error,
                            "check clientId and tick Client Credentials (Machine to Machine) Grant"
                                    + " on the integration record");
            case "invalid_scope" ->
                    unauthorized(
                            error,
                            "check scope and the scopes ticked on the integration record; if they"
                                    + " agree, try scopeFormat");
            case "invalid_request", "unsupported_grant_type" ->
                    unauthorized(error, "check clientId, certificateId and algorithm");
            default ->
                    status == 429 || status == 408 || status >= 500
                            ? passing(
                                    answer,
                                    "failed; it is tried again later. If it lasts, check that the"
                                            + " certificate was made for "
                                            + algorithm
                                            + ": NetSuite answers so to an algorithm it does not"
                                            + " take")
                            : status / 100 == 2 || status / 100 == 3
                                    ? noToken(answer)
                                    : unauthorized(
                                            "HTTP " + status,
                                            "check restUrl, clientId and certificateId");
        };
    }

    static ApiException.Transient noToken(Answer answer) {
        return passing(
                answer,
                "answered without a token, probably from a proxy or a maintenance page; it is tried"
                        + " again later. If it lasts, check restUrl");
    }

    private static ApiException unauthorized(String error, String check) {
        return new ApiException.Unauthorized(
                "NetSuite refused the client assertion (%s): %s; the Login Audit Trail says more."
                        .formatted(error, check));
    }

    private static ApiException.Transient passing(Answer answer, String what) {
        return new ApiException.Transient(
                "NetSuite token (HTTP %d) %s.".formatted(answer.status(), what),
                answer.status(),
                answer.retryAfter().orElse(null),
                false,
                null);
    }
}
