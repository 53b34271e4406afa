package io.storeledger.clients.bigcommerce;

import java.time.Duration;
import java.util.List;

/// What BigCommerce says of the delivery of an account's callbacks: `/v3/hooks/admin`.
///
/// @param blocked the domains that get nothing for a while, since too many deliveries failed there
public record HookHealth(List<BlockedDomain> blocked) {
    public HookHealth {
        blocked = List.copyOf(blocked);
    }

    /// A blocked domain.
    ///
    /// @param destination the domain, as BigCommerce writes it: with or without scheme
    /// @param left how long it stays blocked
    public record BlockedDomain(String destination, Duration left) {}
}
