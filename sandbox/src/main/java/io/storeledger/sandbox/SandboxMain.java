package io.storeledger.sandbox;

import io.storeledger.sandbox.bigcommerce.StoreConfig;
import io.storeledger.sandbox.fault.FaultPreset;
import io.storeledger.sandbox.netsuite.NetSuiteConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Starts a sandbox by itself. Arguments: `--host --port --shoppers --faults --limit --latency
/// --time-scale --seed`, each followed by its value.
public final class SandboxMain {
    private static final Set<String> KNOWN =
            Set.of(
                    "--host",
                    "--port",
                    "--shoppers",
                    "--faults",
                    "--limit",
                    "--latency",
                    "--time-scale",
                    "--seed");

    private SandboxMain() {}

    /// Runs until the process is ended.
    public static void main(String[] args) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!KNOWN.contains(args[i]) || i + 1 == args.length) {
                System.err.println("Arguments are " + KNOWN + ", each followed by its value.");
                System.exit(2);
            }
            given.put(args[i], args[i + 1]);
        }
        Clock clock = Clock.systemUTC();
        Random random =
                given.containsKey("--seed")
                        ? new Random(Long.parseLong(given.getOrDefault("--seed", "0")))
                        : new Random();
        SandboxApp sandbox = SandboxApp.start(config(given), clock, random);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(sandbox::close));
        System.out.println("BigCommerce " + sandbox.bigCommerceUrl());
        System.out.println("NetSuite    " + sandbox.netSuiteUrl());
        System.out.println("Admin       " + sandbox.adminUrl());
        double rate = Double.parseDouble(given.getOrDefault("--shoppers", "0"));
        if (rate > 0) {
            sandbox.shoppers().start(rate);
        }
    }

    private static SandboxConfig config(Map<String, String> given) {
        StoreConfig store = StoreConfig.defaults();
        double scale = Double.parseDouble(given.getOrDefault("--time-scale", "1"));
        NetSuiteConfig account = NetSuiteConfig.defaults();
        Duration latency = Duration.ofMillis(Long.parseLong(given.getOrDefault("--latency", "0")));
        int limit =
                Integer.parseInt(
                        given.getOrDefault(
                                "--limit", Integer.toString(account.concurrencyLimit())));
        return SandboxConfig.defaults()
                .withAddress(
                        given.getOrDefault("--host", "127.0.0.1"),
                        Integer.parseInt(given.getOrDefault("--port", "8070")))
                .withStore(store.withWebhooks(store.webhooks().withTimeScale(scale)))
                .withNetSuite(account.withLoad(limit, latency, 0.3))
                .withFaults(
                        FaultPreset.valueOf(
                                given.getOrDefault("--faults", "none").toUpperCase(Locale.ROOT)));
    }
}
