package io.storeledger.sandbox;

import io.storeledger.sandbox.bigcommerce.StoreConfig;
import io.storeledger.sandbox.fault.FaultPreset;
import io.storeledger.sandbox.netsuite.NetSuiteConfig;

/// How a sandbox starts.
///
/// @param host the address to listen on
/// @param port the port to listen on, 0 for any free one
/// @param seeded whether the account starts with reference lists and the catalogue's items
public record SandboxConfig(
        String host,
        int port,
        StoreConfig store,
        NetSuiteConfig netSuite,
        FaultPreset faults,
        boolean seeded) {
    /// On loopback and any free port, no faults, seeded.
    public static SandboxConfig defaults() {
        return new SandboxConfig(
                "127.0.0.1",
                0,
                StoreConfig.defaults(),
                NetSuiteConfig.defaults(),
                FaultPreset.NONE,
                true);
    }

    /// The same on another address.
    public SandboxConfig withAddress(String onHost, int onPort) {
        return new SandboxConfig(onHost, onPort, store, netSuite, faults, seeded);
    }

    /// The same with another store.
    public SandboxConfig withStore(StoreConfig other) {
        return new SandboxConfig(host, port, other, netSuite, faults, seeded);
    }

    /// The same with another account.
    public SandboxConfig withNetSuite(NetSuiteConfig other) {
        return new SandboxConfig(host, port, store, other, faults, seeded);
    }

    /// The same with other faults at the start.
    public SandboxConfig withFaults(FaultPreset preset) {
        return new SandboxConfig(host, port, store, netSuite, preset, seeded);
    }
}
