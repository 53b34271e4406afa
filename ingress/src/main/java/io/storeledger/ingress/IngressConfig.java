package io.storeledger.ingress;

import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where webhooks come in and by which connections: the `ingress` and `connections` sections.
///
/// @param host the address to listen on
/// @param port the port to listen on, 0 for any free one
/// @param maxInFlight how many requests may wait for Kafka at once; more are answered 503
/// @param maxBodyBytes the longest body that is taken; longer ones are answered 413
/// @param connections the stores that may call, each under its own path
public record IngressConfig(
        String host,
        int port,
        int maxInFlight,
        int maxBodyBytes,
        List<ConnectionConfig> connections) {
    private static final int STANDARD_BODY_BYTES = 64 * 1024;

    /// What a broker takes by default is 1 MiB; a body and its headers stay well below.
    private static final int LARGEST_BODY_BYTES = 512 * 1024;

    public IngressConfig {
        connections = List.copyOf(connections);
    }

    /// Reads both sections; faults are noted in the file's list.
    public static IngressConfig read(Settings root) {
        Settings ingress = root.section("ingress");
        var connections =
                Sections.connections(root).entrySet().stream()
                        .map(entry -> ConnectionConfig.read(entry.getKey(), entry.getValue()))
                        .toList();
        checkStores(root, connections);
        return new IngressConfig(
                ingress.string("host", "0.0.0.0"),
                ingress.integer("port", 8080, 0, 65_535),
                ingress.integer("maxInFlight", 512, 1, 100_000),
                ingress.integer("maxBodyBytes", STANDARD_BODY_BYTES, 1024, LARGEST_BODY_BYTES),
                connections);
    }

    private static void checkStores(Settings root, List<ConnectionConfig> connections) {
        if (connections.isEmpty()) {
            root.fault(
                    "connections",
                    "is empty; write at least one: a name, and below it bigcommerce with the"
                            + " store's storeHash and clientSecrets");
        }
        Map<String, String> owners = new HashMap<>();
        for (ConnectionConfig connection : connections) {
            String owner = owners.putIfAbsent(connection.storeHash(), connection.name());
            if (owner != null) {
                root.fault(
                        "connections." + connection.name() + ".bigcommerce.storeHash",
                        "is the store of the connection %s already; each store has one connection"
                                .formatted(owner));
            }
        }
    }
}
