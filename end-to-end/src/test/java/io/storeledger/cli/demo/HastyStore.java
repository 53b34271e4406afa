package io.storeledger.cli.demo;

import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.bigcommerce.StoreConfig;
import java.time.Duration;

/// A simulated store that repeats its webhooks in seconds instead of hours, and whose faults are
/// over in half a second.
final class HastyStore {
    private HastyStore() {}

    static SandboxConfig config() {
        var store = StoreConfig.defaults();
        return SandboxConfig.defaults()
                .withStore(
                        store.withWebhooks(store.webhooks().withTimeScale(0.005))
                                .withTimes(
                                        Duration.ofMillis(300),
                                        Duration.ofMillis(500),
                                        Duration.ofMillis(100)));
    }
}
