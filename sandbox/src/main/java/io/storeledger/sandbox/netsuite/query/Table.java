package io.storeledger.sandbox.netsuite.query;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Something that SuiteQL can select from.
public interface Table {
    /// The columns there are, in lower case.
    Set<String> columns();

    /// The rows, at least all those whose columns have one of the values given.
    ///
    /// @param among values that columns are restricted to; a table may use it to find rows faster
    Stream<ObjectNode> rows(Map<String, Set<String>> among);
}
