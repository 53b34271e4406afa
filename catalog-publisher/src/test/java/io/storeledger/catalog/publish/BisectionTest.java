package io.storeledger.catalog.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.clients.http.ApiException.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BisectionTest {
    private final AtomicInteger splits = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final List<Integer> done = new ArrayList<>();
    private final List<Integer> refused = new ArrayList<>();

    @Test
    void sendsAllInOneCallWhereNothingIsBad() {
        send(2000, Set.of());

        assertThat(calls).hasValue(1);
        assertThat(splits).hasValue(0);
        assertThat(done).hasSize(2000);
    }

    @Test
    void findsTheBadOnesAndDoesTheRest() {
        send(2000, Set.of(0, 777, 1999));

        assertThat(refused).containsExactly(0, 777, 1999);
        assertThat(done).hasSize(1997).isSorted();
        assertThat(calls.get()).isLessThan(70);
    }

    @Test
    void asksNothingForNothing() {
        send(0, Set.of());

        assertThat(calls).hasValue(0);
    }

    @Test
    void cutsIntoPieces() {
        assertThat(Bisection.pieces(List.of(1, 2, 3, 4, 5), 2))
                .containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
        assertThat(Bisection.pieces(List.of(), 2)).isEmpty();
    }

    private void send(int count, Set<Integer> bad) {
        new Bisection(splits::incrementAndGet)
                .send(
                        IntStream.range(0, count).boxed().toList(),
                        some -> {
                            calls.incrementAndGet();
                            if (some.stream().anyMatch(bad::contains)) {
                                throw new Refused("no", "HTTP 422", "", "no");
                            }
                            done.addAll(some);
                        },
                        (one, why) -> refused.add(one));
    }
}
