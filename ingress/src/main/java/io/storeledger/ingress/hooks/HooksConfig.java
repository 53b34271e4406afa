package io.storeledger.ingress.hooks;

import io.storeledger.clients.bigcommerce.BigCommerceConfig;
import io.storeledger.common.config.Secret;
import io.storeledger.common.config.Settings;
import io.storeledger.common.consume.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a connection's hooks are kept: the section `bigcommerce.webhooks.hooks`.
///
/// @param store how to reach the store
/// @param destination where callbacks go
/// @param formerDestinations where hooks of ours went before; they are moved to the destination
/// @param headers sent with every callback
/// @param interval how often the hooks are looked at
/// @param downtime after how long without an event a start counts as the end of an outage
/// @param retry how fast a look that failed is tried again
public record HooksConfig(
        BigCommerceConfig store,
        URI destination,
        List<URI> formerDestinations,
        Map<String, Secret> headers,
        Duration interval,
        Duration downtime,
        Backoff retry) {
    /// Below the connection's path: where the events go that tell of failed deliveries. BigCommerce
    /// wants a destination for them that no other hook has.
    public static final String EXCEPTIONS = "/exceptions";

    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration DOWNTIME = Duration.ofMinutes(2);
    private static final URI NOWHERE = URI.create("https://invalid.invalid");

    public HooksConfig {
        formerDestinations = List.copyOf(formerDestinations);
        headers = Map.copyOf(headers);
    }

    /// Reads the section; empty if hooks are made by somebody else.
    ///
    /// @param connection its name, the last part of the webhooks' path
    /// @param bigcommerce the connection's store
    /// @param headers what every callback is to carry
    public static Optional<HooksConfig> read(
            String connection, Settings bigcommerce, Map<String, Secret> headers) {
        Settings settings = bigcommerce.section("webhooks").section("hooks");
        boolean told = settings.has("destination");
        URI base = settings.uri("destination", NOWHERE);
        boolean manage = settings.flag("manage", told);
        var former =
                settings.strings("formerDestinations", List.of()).stream()
                        .map(text -> former(settings, connection, text))
                        .flatMap(Optional::stream)
                        .toList();
        var interval = settings.duration("interval", INTERVAL);
        var downtime = settings.duration("downtime", DOWNTIME);
        var retry = Backoff.read(settings.section("retry"));
        if (!manage) {
            return Optional.empty();
        }
        if (!told) {
            settings.fault(
                    "destination",
                    "is required to manage hooks; write the address by which BigCommerce reaches"
                            + " this ingress, such as https://hooks.example.com");
        } else if (!isReachable(base)) {
            settings.fault(
                    "destination",
                    "\"%s\" should be https on port 443: BigCommerce delivers nowhere else"
                            .formatted(base));
        }
        return Optional.of(
                new HooksConfig(
                        BigCommerceConfig.read(bigcommerce),
                        path(base, connection),
                        former,
                        headers,
                        interval,
                        downtime,
                        retry));
    }

    /// Where the events go that tell of failed deliveries.
    public URI exceptions() {
        return URI.create(destination + EXCEPTIONS);
    }

    private static Optional<URI> former(Settings settings, String connection, String text) {
        try {
            return Optional.of(path(URI.create(text.strip().replaceAll("/+$", "")), connection));
        } catch (IllegalArgumentException e) {
            settings.fault(
                    "formerDestinations",
                    "\"%s\" should be an address such as https://old.example.com".formatted(text));
            return Optional.empty();
        }
    }

    private static URI path(URI base, String connection) {
        return URI.create(base + "/webhooks/" + connection);
    }

    /// The sandbox delivers to this machine without TLS as well.
    private static boolean isReachable(URI base) {
        boolean standardPort = base.getPort() == -1 || base.getPort() == 443;
        boolean here = List.of("127.0.0.1", "localhost").contains(base.getHost());
        return here || ("https".equals(base.getScheme()) && standardPort);
    }
}
