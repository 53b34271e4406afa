package io.storeledger.common.event;

import java.time.Instant;
import java.util.Comparator;

/// How new a record is: first by the vendor's `date_modified` (whole seconds), then by when it was
/// fetched.
public record Version(Instant modified, Instant fetchedAt) implements Comparable<Version> {
    private static final Comparator<Version> ORDER =
            Comparator.comparing(Version::modified).thenComparing(Version::fetchedAt);

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    /// Whether this one is older than the other.
    public boolean isOlderThan(Version other) {
        return compareTo(other) < 0;
    }
}
