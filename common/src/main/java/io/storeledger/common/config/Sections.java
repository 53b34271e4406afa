package io.storeledger.common.config;

import java.util.List;
import java.util.Map;

/// The sections of the configuration file: a service reads its own and knows that the others are
/// somebody else's.
public final class Sections {
    /// The settings of a connection, by their path below it, that may be in the credentials file
    /// instead.
    public static final List<String> CREDENTIALS =
            List.of(
                    "bigcommerce.accessToken",
                    "bigcommerce.clientSecrets",
                    "bigcommerce.webhooks.sharedSecret.value",
                    "netsuite.clientId",
                    "netsuite.certificateId",
                    "netsuite.privateKey",
                    "netsuite.certificate");

    /// Whose name stands for a connection's where a credential is the console's.
    public static final String CONSOLE = "console";

    /// The console's secrets that may be in the credentials file: paths below its section.
    public static final List<String> CONSOLE_CREDENTIALS =
            List.of("peerSecret", "signIn.openIdConnect.clientSecret");

    /// Before the name of a token of the console, where it is in the credentials file.
    public static final String CONSOLE_TOKENS = "signIn.tokens.";

    private static final String CONNECTIONS = "connections";

    private Sections() {}

    /// Whether a secret of a connection, or of the console, may be in the credentials file.
    public static boolean isCredential(String owner, String name) {
        return CREDENTIALS.contains(name)
                || (owner.equals(CONSOLE)
                        && (CONSOLE_CREDENTIALS.contains(name)
                                || (name.startsWith(CONSOLE_TOKENS)
                                        && name.length() > CONSOLE_TOKENS.length())));
    }

    /// The top of the file.
    public static Settings root(SettingsFile file) {
        Settings root = file.root();
        root.ignore(
                "credentials",
                "dataFolder",
                "kafka",
                "admin",
                "ingress",
                "enricher",
                "writer",
                "catalog",
                "console",
                CONNECTIONS);
        return root;
    }

    /// The connections by name, in the file's order.
    public static Map<String, Settings> connections(Settings root) {
        Map<String, Settings> all = root.sections(CONNECTIONS);
        all.values()
                .forEach(one ->
                        one.ignore(
                                "bigcommerce",
                                "orders",
                                "netsuite",
                                "rules",
                                "catalog",
                                "sweeps",
                                "reconcile"));
        return all;
    }

    /// A connection's sweeps, of which the enricher reads everything, and the catalogue's publisher
    /// whether there are any.
    public static Settings sweeps(Settings connection) {
        Settings sweeps = connection.section("sweeps");
        sweeps.ignore(
                "enabled", "interval", "overlap", "margin", "firstRun", "lookAgainAfter", "retry");
        return sweeps;
    }

    /// A connection's store, of which the API's client reads one half and the ingress the other.
    public static Settings store(Settings connection) {
        Settings store = connection.section("bigcommerce");
        store.ignore(
                "storeHash",
                "apiUrl",
                "accessToken",
                "connectTimeout",
                "timeout",
                "quotaReserve",
                "clientSecrets",
                "webhooks");
        return store;
    }

    /// A connection's account, for who may do without it.
    public static Settings account(Settings connection) {
        Settings account = connection.section("netsuite");
        account.ignore(
                "account",
                "restUrl",
                "clientId",
                "certificateId",
                "privateKey",
                "certificate",
                "algorithm",
                "scope",
                "scopeFormat",
                "concurrency",
                "connectTimeout",
                "readTimeout");
        return account;
    }
}
