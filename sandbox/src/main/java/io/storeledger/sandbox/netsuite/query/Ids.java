package io.storeledger.sandbox.netsuite.query;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/// Which ids a query restricts a column to.
final class Ids {
    private Ids() {}

    /// In ascending order, so that rows found by them come as ordered as all rows.
    static LongStream sorted(Set<String> texts) {
        return texts.stream()
                .filter(text -> text.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .sorted();
    }

    static Optional<Set<String>> among(Map<String, Restriction> restrictions, String column) {
        return Optional.ofNullable(restrictions.get(column)).map(Restriction::among);
    }

    static Optional<Long> above(Map<String, Restriction> restrictions, String column) {
        return Optional.ofNullable(restrictions.get(column)).map(Restriction::above);
    }
}
