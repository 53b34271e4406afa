package io.storeledger.console.deadletter;

import io.storeledger.console.log.Place;
import io.storeledger.console.web.BadRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Which letters are meant: what is named must all hold.
///
/// @param reasonCode why they were rejected
/// @param topic their topic, or the one they came from, with or without the configured prefix
/// @param key of the record
/// @param places where they lie; empty for anywhere
/// @param from when they were rejected, at the earliest
/// @param to before when
public record LetterFilter(
        Optional<String> reasonCode,
        Optional<String> topic,
        Optional<String> key,
        Set<Place> places,
        Optional<Instant> from,
        Optional<Instant> to) {
    /// All of them.
    public static final LetterFilter ALL =
            new LetterFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty());

    public LetterFilter {
        places = Set.copyOf(places);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new BadRequest("The begin of the time should lie before its end; swap them.");
        }
    }

    /// This letter alone.
    public static LetterFilter at(Place place) {
        return new LetterFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(place),
                Optional.empty(),
                Optional.empty());
    }

    /// Itself, if it names something.
    ///
    /// @throws BadRequest if it does not
    public LetterFilter requireNamed() {
        if (equals(ALL)) {
            throw new BadRequest(
                    "Say which dead letters: by reason, topic, key, time or place. All at once is"
                            + " never meant.");
        }
        return this;
    }

    /// Whether a letter is meant.
    boolean includes(Letter letter) {
        return reasonCode.map(letter.reasonCode()::equals).orElse(true)
                && topic.map(name -> isOf(name, letter)).orElse(true)
                && key.map(letter.key()::equals).orElse(true)
                && (places.isEmpty() || letter.places().stream().anyMatch(places::contains))
                && from.map(time -> !letter.at().isBefore(time)).orElse(true)
                && to.map(letter.at()::isBefore).orElse(true);
    }

    private static boolean isOf(String name, Letter letter) {
        String full = name.endsWith(LetterTopics.SUFFIX) ? name : name + LetterTopics.SUFFIX;
        return letter.place().topic().endsWith(full);
    }
}
