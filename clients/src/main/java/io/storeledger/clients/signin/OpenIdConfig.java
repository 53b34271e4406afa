package io.storeledger.clients.signin;

import io.storeledger.common.config.Secret;
import java.net.URI;
import java.util.List;

/// An identity provider, and as which client we ask it.
///
/// @param issuer its address, as its tokens name it
/// @param scopes what is asked for; `openid` must be among it
public record OpenIdConfig(URI issuer, String clientId, Secret clientSecret, List<String> scopes) {
    public OpenIdConfig {
        scopes = List.copyOf(scopes);
    }
}
