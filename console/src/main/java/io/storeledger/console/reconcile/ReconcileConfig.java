package io.storeledger.console.reconcile;

import io.storeledger.clients.bigcommerce.BigCommerceConfig;
import io.storeledger.clients.netsuite.NetSuiteConfig;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.consume.Backoff;
import io.storeledger.common.schedule.Schedule;
import io.storeledger.mapping.ImportRule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How stores are held against NetSuite: the `console.reconcile` section, and `reconcile` of each
/// connection.
///
/// @param margin what changed more lately than this counts as on its way
/// @param longestWait what changed longer ago than this and is still being tried counts as missing
/// @param retry how fast a call that failed is tried again
/// @param connections by the connection's name
/// @param unable why a connection can't be reconciled here, in a sentence, by its name
public record ReconcileConfig(
        Duration margin,
        Duration longestWait,
        Backoff retry,
        Map<String, Connection> connections,
        Map<String, String> unable) {
    private static final List<String> STORE_NEEDS = List.of("accessToken");
    private static final List<String> ACCOUNT_NEEDS =
            List.of("clientId", "certificateId", "privateKey");

    /// Three hours after midnight in most of the merchant's day, and after most batch jobs.
    private static final String QUIET = "30 3 * * *";

    /// A store and the account that it is held against.
    ///
    /// @param orders which orders belong in NetSuite
    /// @param plan when it is done by itself; empty for never
    public record Connection(
            BigCommerceConfig store,
            NetSuiteConfig netSuite,
            ImportRule orders,
            Optional<Plan> plan) {}

    /// When a connection is reconciled by itself.
    ///
    /// @param schedule when
    /// @param jitter up to how much later, so that not everybody comes at the full hour
    /// @param period how far back from then
    public record Plan(Schedule schedule, Duration jitter, Duration period) {
        static Optional<Plan> read(Settings settings) {
            boolean enabled = settings.flag("enabled", true);
            var plan =
                    new Plan(
                            Schedule.read(settings, QUIET),
                            settings.duration("jitter", Duration.ofMinutes(20)),
                            settings.duration("period", Duration.ofDays(7)));
            return enabled ? Optional.of(plan) : Optional.empty();
        }
    }

    public ReconcileConfig {
        connections = Map.copyOf(connections);
        unable = Map.copyOf(unable);
    }

    /// Reads it from the whole configuration.
    public static ReconcileConfig read(Settings root) {
        Settings settings = root.section("console").section("reconcile");
        Map<String, Connection> connections = new LinkedHashMap<>();
        Map<String, String> unable = new LinkedHashMap<>();
        Sections.connections(root)
                .forEach((name, connection) -> {
                    Optional<Plan> plan = Plan.read(connection.section("reconcile"));
                    Optional<String> lack = lack(connection);
                    if (lack.isPresent()) {
                        unable.put(name, lack.get());
                    } else {
                        connections.put(
                                name,
                                new Connection(
                                        BigCommerceConfig.read(Sections.store(connection)),
                                        NetSuiteConfig.read(connection.section("netsuite")),
                                        ImportRule.read(connection.section("orders")),
                                        plan));
                    }
                });
        return new ReconcileConfig(
                settings.duration("margin", Duration.ofMinutes(15)),
                settings.duration("longestWait", Duration.ofDays(1)),
                Backoff.read(settings.section("retry")),
                connections,
                unable);
    }

    /// A console can do its other work without the vendors' credentials.
    private static Optional<String> lack(Settings connection) {
        Settings store = Sections.store(connection);
        Settings account = Sections.account(connection);
        for (String key : STORE_NEEDS) {
            if (store.optionalSecret(key).isEmpty()) {
                return Optional.of(lacks(store.path(key)));
            }
        }
        if (account.optionalString("account").isEmpty()) {
            return Optional.of(lacks(account.path("account")));
        }
        for (String key : ACCOUNT_NEEDS) {
            if (account.optionalSecret(key).isEmpty()) {
                return Optional.of(lacks(account.path(key)));
            }
        }
        return Optional.empty();
    }

    private static String lacks(String path) {
        return "It can't be reconciled here: " + path + " is not configured.";
    }
}
