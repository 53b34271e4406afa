package io.storeledger.sandbox.netsuite.stock;

import java.util.Comparator;

/// An item at a location, by their internal ids; ordered by item, then location.
public record Place(long item, long location) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::item).thenComparingLong(Place::location);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
