package io.storeledger.console;

import io.storeledger.common.config.Live;
import io.storeledger.common.config.Settings;
import io.storeledger.console.access.AccessConfig;
import io.storeledger.console.preview.Preview;
import io.storeledger.console.reconcile.ReconcileConfig;
import io.storeledger.mapping.Rules;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the console needs of the configuration: the `console` section.
///
/// @param host the address to listen on
/// @param port the port to listen on, 0 for any
/// @param advertised where the other instances of the console reach this one
/// @param dataFolder where its views keep their state
/// @param access who is let in
/// @param services where services that run elsewhere show their metrics
/// @param reconcile how stores are held against NetSuite
/// @param rules by which dry runs judge, by the store's hash, which follow their file; none where
///   the file has none
public record ConsoleConfig(
        String host,
        int port,
        Advertised advertised,
        Path dataFolder,
        AccessConfig access,
        List<URI> services,
        ReconcileConfig reconcile,
        Map<String, Live<Rules>> rules) {
    public ConsoleConfig {
        services = List.copyOf(services);
        rules = Map.copyOf(rules);
    }

    /// Where others reach a port.
    ///
    /// @param host name or address
    /// @param port 0 for the one that is listened on
    public record Advertised(String host, int port) {
        int portOr(int listening) {
            return port == 0 ? listening : port;
        }
    }

    /// Reads it from the whole configuration.
    public static ConsoleConfig read(Settings root) {
        Settings console = root.section("console");
        String host = console.string("host", "127.0.0.1");
        return new ConsoleConfig(
                host,
                console.integer("port", 8090, 0, 65_535),
                advertised(console, host),
                Path.of(root.string("dataFolder", "data")),
                AccessConfig.read(console, host),
                services(console),
                ReconcileConfig.read(root),
                Preview.rules(root));
    }

    private static Advertised advertised(Settings console, String host) {
        Optional<String> text = console.optionalString("advertised");
        if (text.isEmpty()) {
            if (console.has("peerSecret") && (host.equals("0.0.0.0") || host.equals("::"))) {
                console.fault(
                        "advertised",
                        "is required with peerSecret and this host; write host:port by which the"
                                + " other consoles reach this one");
            }
            return new Advertised(host, 0);
        }
        int colon = text.get().lastIndexOf(':');
        String port = text.get().substring(colon + 1);
        if (colon < 1 || !port.matches("[1-9]\\d{0,4}")) {
            console.fault(
                    "advertised",
                    "should be host:port by which the other consoles reach this one, such as"
                            + " console-1.internal:8090");
            return new Advertised(host, 0);
        }
        return new Advertised(text.get().substring(0, colon), Integer.parseInt(port));
    }

    private static List<URI> services(Settings console) {
        List<URI> all = new ArrayList<>();
        for (String written : console.strings("services", List.of())) {
            try {
                URI address = new URI(written);
                if (address.getHost() != null
                        && List.of("http", "https").contains(address.getScheme())) {
                    all.add(address);
                    continue;
                }
            } catch (URISyntaxException e) {
                // said below, with what would be right
            }
            console.fault(
                    "services",
                    "\"%s\" should be an address such as http://writer:9404".formatted(written));
        }
        return all;
    }
}
