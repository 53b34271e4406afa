package io.storeledger.console.access;

import io.javalin.security.RouteRole;

/// What a route names that needs nobody to be signed in: the page itself, and signing in. A route
/// that names nothing at all is answered to nobody.
public enum Everyone implements RouteRole {
    EVERYONE
}
