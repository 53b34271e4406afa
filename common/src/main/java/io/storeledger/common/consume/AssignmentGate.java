package io.storeledger.common.consume;

import java.util.function.BooleanSupplier;

/// Holds newly assigned partitions back until what the handler needs is there.
@FunctionalInterface
public interface AssignmentGate {
    /// Lets everything through.
    AssignmentGate OPEN = () -> () -> true;

    /// Called on the poll thread after partitions were assigned; must not block for long.
    ///
    /// @return asked again and again until it says that the partitions may flow
    BooleanSupplier afterAssignment();
}
