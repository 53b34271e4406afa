package io.storeledger.console.access;

import io.javalin.security.RouteRole;

/// What somebody may do; each is given by itself.
public enum Role implements RouteRole {
    /// See timelines, figures, dead letters and reconciliations, without personal data.
    LOOK,
    /// See what records hold, personal data included.
    PAYLOADS,
    /// Replay, redrive, drop, reconcile and repair.
    ACT
}
