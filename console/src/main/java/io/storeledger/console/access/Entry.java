package io.storeledger.console.access;

import io.javalin.http.HttpStatus;

/// Whether somebody comes in.
public sealed interface Entry {
    /// They do.
    record Admitted(Person person) implements Entry {}

    /// They don't.
    ///
    /// @param status 401 if signing in would help
    /// @param sentence why, and what to do
    record Refused(HttpStatus status, String sentence) implements Entry {}
}
