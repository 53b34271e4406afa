package io.storeledger.catalog.publish;

import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.ApiException.NotFound;
import io.storeledger.clients.http.ApiException.Refused;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Sends many at a time; where one of them spoils the call for all, halves find it: the store does
/// not say which it is.
final class Bisection {
    private final Runnable counted;

    /// @param counted told of each call that is split
    Bisection(Runnable counted) {
        this.counted = counted;
    }

    /// @param send throws [Refused] or [NotFound] if anything in it is bad
    /// @param refused given each one that is
    <T> void send(List<T> some, Consumer<List<T>> send, BiConsumer<T, ApiException> refused) {
        if (some.isEmpty()) {
            return;
        }
        try {
            send.accept(some);
        } catch (Refused | NotFound e) {
            if (some.size() == 1) {
                refused.accept(some.getFirst(), e);
                return;
            }
            counted.run();
            int half = some.size() / 2;
            send(some.subList(0, half), send, refused);
            send(some.subList(half, some.size()), send, refused);
        }
    }

    /// Pieces of at most so many.
    static <T> List<List<T>> pieces(List<T> all, int atMost) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + atMost)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + atMost)))
                .toList();
    }
}
