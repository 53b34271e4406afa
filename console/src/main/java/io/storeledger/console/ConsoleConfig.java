package io.storeledger.console;

import io.storeledger.common.config.Settings;
import io.storeledger.console.access.AccessConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the console needs of the configuration: the `console` section.
///
/// @param host the address to listen on
/// @param port the port to listen on, 0 for any
/// @param dataFolder where its views keep their state
/// @param access who is let in
/// @param services where services that run elsewhere show their metrics
public record ConsoleConfig(
        String host, int port, Path dataFolder, AccessConfig access, List<URI> services) {
    public ConsoleConfig {
        services = List.copyOf(services);
    }

    /// Reads it from the whole configuration.
    public static ConsoleConfig read(Settings root) {
        Settings console = root.section("console");
        String host = console.string("host", "127.0.0.1");
        return new ConsoleConfig(
                host,
                console.integer("port", 8090, 0, 65_535),
                Path.of(root.string("dataFolder", "data")),
                AccessConfig.read(console, host),
                services(console));
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
