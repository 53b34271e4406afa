package io.storeledger.sandbox.netsuite.stock;

import java.math.BigDecimal;
import java.time.Instant;

/// How much of an item there is at a location.
///
/// @param onHand physically there; below 0 if more was sent than was known to be there
/// @param demand what open sales orders ask for and was not sent yet
/// @param initial what was there at first
/// @param received what came in since, without what customers sent back
/// @param changed when the available quantity last changed
public record Level(
        BigDecimal onHand,
        BigDecimal demand,
        BigDecimal initial,
        BigDecimal received,
        Instant changed) {
    /// The part of the demand that stock is held for.
    public BigDecimal committed() {
        return demand.min(onHand.max(BigDecimal.ZERO));
    }

    /// The part of the demand that there is no stock for.
    public BigDecimal backordered() {
        return demand.subtract(committed());
    }

    /// What can still be promised: on hand less committed.
    public BigDecimal available() {
        return onHand.subtract(committed());
    }
}
