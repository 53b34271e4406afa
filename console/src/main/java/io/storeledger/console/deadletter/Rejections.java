package io.storeledger.console.deadletter;

import io.storeledger.console.log.Place;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// The open rejections of one subject, which are one letter. Not thread-safe.
final class Rejections {
    private final NavigableSet<Rejection> all = new TreeSet<>(Rejection.BY_AGE);

    void add(Rejection rejection) {
        all.add(rejection);
    }

    void remove(Place place) {
        all.removeIf(one -> one.letter().place().equals(place));
    }

    /// The letter that they are; empty if none is left.
    ///
    /// The newest state is what counts, but what came back again and again stays so.
    Optional<Letter> letter() {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Letter newest = all.last().letter();
        return Optional.of(
                new Letter(
                        newest.place(),
                        newest.key(),
                        newest.at(),
                        newest.reasonCode(),
                        newest.reason(),
                        newest.rejectedAt(),
                        newest.attempts(),
                        all.stream().mapToInt(one -> one.letter().redrives()).max().orElse(0),
                        all.stream()
                                .map(one -> one.letter().at())
                                .min(Comparator.naturalOrder())
                                .orElse(newest.at()),
                        all.headSet(all.last()).stream()
                                .map(one -> one.letter().cause())
                                .toList()));
    }
}
