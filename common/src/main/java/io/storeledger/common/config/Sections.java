package io.storeledger.common.config;

import java.util.Map;

/// The sections of the configuration file: a service reads its own and knows that the others are
/// somebody else's.
public final class Sections {
    private static final String CONNECTIONS = "connections";

    private Sections() {}

    /// The top of the file.
    public static Settings root(SettingsFile file) {
        Settings root = file.root();
        root.ignore("dataFolder", "kafka", "admin", "ingress", "enricher", "writer", CONNECTIONS);
        return root;
    }

    /// The connections by name, in the file's order.
    public static Map<String, Settings> connections(Settings root) {
        Map<String, Settings> all = root.sections(CONNECTIONS);
        all.values()
                .forEach(one -> one.ignore("bigcommerce", "orders", "netsuite", "rules", "sweeps"));
        return all;
    }

    /// A connection's store, of which the API's client reads one half and the ingress the other.
    public static Settings store(Settings connection) {
        Settings store = connection.section("bigcommerce");
        store.ignore(
                "apiUrl",
                "accessToken",
                "connectTimeout",
                "timeout",
                "quotaReserve",
                "clientSecrets",
                "webhooks");
        return store;
    }
}
