package io.storeledger.common.service;

import io.storeledger.common.config.Settings;

/// Where operators look: the `admin` section.
///
/// @param host the address to listen on
/// @param port the port to listen on, 0 for any
public record AdminConfig(String host, int port) {

    /// Reads the `admin` section.
    public static AdminConfig read(Settings settings) {
        return new AdminConfig(
                settings.string("host", "127.0.0.1"), settings.integer("port", 9404, 0, 65535));
    }
}
