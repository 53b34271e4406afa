package io.storeledger.console.web;

import io.javalin.config.RoutesConfig;

/// A part of the console's interface: adds its routes, each with the
/// [Role][io.storeledger.console.access.Role] that it needs.
@FunctionalInterface
public interface Routes {
    /// Adds them; every path begins with `/api/v1/`.
    void add(RoutesConfig routes);
}
