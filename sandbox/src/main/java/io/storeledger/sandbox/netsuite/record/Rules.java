package io.storeledger.sandbox.netsuite.record;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// What a type of record demands, and what NetSuite fills in and computes.
interface Rules {
    /// Checks the record as it would be after the write and completes it.
    ///
    /// @throws NetSuiteError if it is refused
    void apply(ObjectNode record, Optional<ObjectNode> before, Change change);

    /// What is being written.
    ///
    /// @param fields the names that the body carries or replaces
    record Change(long id, Set<String> fields) {}
}
