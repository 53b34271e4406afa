package io.storeledger.clients.bigcommerce;

import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.Secret;
import io.storeledger.common.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// How to reach one BigCommerce store.
///
/// @param storeHash the store's hash, as in `stores/{hash}`
/// @param apiUrl the API's address; `https://api.bigcommerce.com` but for tests
/// @param accessToken of a store-level API account; it never expires
/// @param connectTimeout for a connection to stand
/// @param timeout for each silence while an answer is awaited
/// @param quotaReserve calls of each quota window left to the store's other apps
public record BigCommerceConfig(
        String storeHash,
        URI apiUrl,
        Secret accessToken,
        Duration connectTimeout,
        Duration timeout,
        int quotaReserve) {
    private static final URI API = URI.create("https://api.bigcommerce.com");
    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int RESERVE = 10;

    /// @throws ConfigException if the hash could lead the token to another address
    public BigCommerceConfig {
        if (!HASH.matcher(storeHash).matches()) {
            throw new ConfigException("bigcommerce", List.of("storeHash " + wrongHash(storeHash)));
        }
    }

    /// The standard timeouts and reserve.
    public static BigCommerceConfig of(String storeHash, URI apiUrl, Secret accessToken) {
        return new BigCommerceConfig(
                storeHash, apiUrl, accessToken, CONNECT_TIMEOUT, TIMEOUT, RESERVE);
    }

    /// Reads a `bigcommerce` section; faults are noted in it.
    public static BigCommerceConfig read(Settings settings) {
        settings.ignore("clientSecrets", "webhooks");
        String hash = settings.optionalString("storeHash").orElse("");
        if (!HASH.matcher(hash).matches()) {
            settings.fault("storeHash", wrongHash(hash));
            hash = "x";
        }
        return new BigCommerceConfig(
                hash,
                settings.uri("apiUrl", API),
                settings.secret("accessToken"),
                settings.duration("connectTimeout", CONNECT_TIMEOUT),
                settings.duration("timeout", TIMEOUT),
                settings.integer("quotaReserve", RESERVE, 0, 10_000));
    }

    private static String wrongHash(String hash) {
        return "\"%s\" should be the store's hash: the letters and digits after stores/ in the API path"
                .formatted(hash);
    }
}
