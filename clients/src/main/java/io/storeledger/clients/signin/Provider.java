package io.storeledger.clients.signin;

import io.storeledger.clients.http.Answer;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.HttpApi;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;
import okhttp3.Request;
import tools.jackson.databind.JsonNode;

/// What a provider says of itself (OpenID Connect Discovery 1.0, section 4).
///
/// @param basic whether its token endpoint takes the client's secret as HTTP Basic, the standard
record Provider(URI authorization, URI token, URI keys, boolean basic) {

    /// @throws SignInException if it can't be reached, or is not the configured one
    static Provider discover(HttpApi api, URI issuer) {
        JsonNode said = get(api, "discovery", issuer + "/.well-known/openid-configuration");
        if (!issuer.toString().equals(said.path("issuer").asString("").replaceAll("/+$", ""))) {
            throw new SignInException(
                    "The identity provider calls itself otherwise than"
                            + " console.signIn.openIdConnect.issuer does; write what it says.");
        }
        List<String> ways =
                StreamSupport.stream(
                                said.path("token_endpoint_auth_methods_supported").spliterator(),
                                false)
                        .map(way -> way.asString(""))
                        .toList();
        return new Provider(
                address(said, "authorization_endpoint"),
                address(said, "token_endpoint"),
                address(said, "jwks_uri"),
                ways.isEmpty() || ways.contains("client_secret_basic"));
    }

    /// Reads JSON from the provider.
    static JsonNode get(HttpApi api, String operation, String address) {
        try {
            Answer answer =
                    api.read(
                            operation,
                            new Request.Builder()
                                    .url(address)
                                    .header("Accept", "application/json")
                                    .build());
            if (answer.ok() && answer.json().isPresent()) {
                return answer.json().get();
            }
            throw new SignInException(
                    "The identity provider answered %d to %s; check console.signIn.openIdConnect.issuer."
                            .formatted(answer.status(), operation));
        } catch (ApiException e) {
            throw unreachable();
        }
    }

    static SignInException unreachable() {
        return new SignInException(
                "The identity provider can't be reached now; try again in a moment.");
    }

    private static URI address(JsonNode said, String field) {
        String address = said.path(field).asString("");
        if (!address.matches("https?://.+")) {
            throw new SignInException(
                    "The identity provider names no %s, so nobody can be signed in with it."
                            .formatted(field));
        }
        return URI.create(address);
    }
}
