package io.storeledger.clients.netsuite.limit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.clients.netsuite.limit.SimulatedAccount.Figures;
import io.storeledger.clients.netsuite.limit.SimulatedAccount.Traffic;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LimitFinderTest {
    private static final Traffic QUICK = new Traffic(50, 5, 0);

    @Test
    void keepsALimitOfTenInUse() {
        SimulatedAccount account = new SimulatedAccount(4, 20, QUICK, _ -> 10);

        account.run(5_000);
        Figures steady = account.run(60_000);

        assertThat(steady.inFlight()).isGreaterThan(9);
        assertThat(steady.refused()).isLessThan(0.02);
    }

    @Test
    void climbsFromFourToTenWellWithinASecond() {
        SimulatedAccount account = new SimulatedAccount(4, 20, QUICK, _ -> 10);

        account.run(700);

        assertThat(account.limit()).isBetween(10, 11);
    }

    @Test
    void settlesWithinFiveSecondsWhenTheLimitIsHalved() {
        SimulatedAccount account =
                new SimulatedAccount(4, 20, QUICK, millis -> millis < 20_000 ? 10 : 5);
        account.run(20_000);

        account.run(25_000);
        int limit = account.limit();
        Figures settled = account.run(60_000);

        assertThat(limit).isBetween(5, 6);
        assertThat(settled.refused()).isLessThan(0.02);
        assertThat(settled.inFlight()).isGreaterThan(4.8);
    }

    @Test
    void isRefusedLittleInARunWithTheLimitHalvedInTheMiddle() {
        SimulatedAccount account =
                new SimulatedAccount(4, 20, QUICK, millis -> millis < 20_000 ? 10 : 5);

        Figures run = account.run(40_000);

        assertThat(run.refused()).isLessThan(0.02);
        assertThat(run.possible()).isGreaterThan(0.98);
    }

    @Test
    void reachesNinetyFivePercentWhenTheLimitAlternatesEveryFiveSeconds() {
        SimulatedAccount account =
                new SimulatedAccount(4, 20, QUICK, millis -> millis / 5_000 % 2 == 0 ? 10 : 5);

        Figures figures = account.run(120_000);

        assertThat(figures.possible()).isGreaterThan(0.95);
        assertThat(figures.refused()).isLessThan(0.02);
    }

    @Property(tries = 60)
    void settlesOnAnyLimit(
            @ForAll @IntRange(min = 1, max = 20) int limit,
            @ForAll @IntRange(min = 1, max = 20) int start) {
        SimulatedAccount account = new SimulatedAccount(start, 20, QUICK, _ -> limit);

        account.run(10_000);
        Figures figures = account.run(30_000);

        assertThat(account.limit()).isBetween(limit, limit + 1);
        assertThat(figures.possible()).isGreaterThan(0.97);
        assertThat(figures.refused()).isLessThan(0.02);
    }

    @Property(tries = 200)
    void neverLetsInMoreThanTheMostNorKeepsEverybodyOut(
            @ForAll @IntRange(min = 1, max = 20) int max, @ForAll long seed) {
        Random random = new Random(seed);
        LimitFinder finder = new LimitFinder(max, max, random);
        Deque<LimitFinder.Ticket> sent = new ArrayDeque<>();

        for (int step = 0; step < 2_000; step++) {
            if (random.nextBoolean()) {
                finder.enter(step).ifPresent(sent::add);
            } else if (!sent.isEmpty()) {
                Verdict[] verdicts = Verdict.values();
                finder.leave(sent.remove(), verdicts[random.nextInt(verdicts.length)], step);
            }
            assertThat(finder.limit()).isBetween(1, max);
            assertThat(finder.inFlight()).isEqualTo(sent.size()).isLessThanOrEqualTo(max);
        }
        while (!sent.isEmpty()) {
            finder.leave(sent.remove(), Verdict.UNKNOWN, 3_000);
        }
        assertThat(finder.enter(3_000)).isPresent();
    }

    @Test
    void doesNotRaiseTheLimitWhileItIsNotUsed() {
        LimitFinder finder = new LimitFinder(4, 20, new Random(1));

        for (int call = 0; call < 1_000; call++) {
            finder.leave(finder.enter(call).orElseThrow(), Verdict.ACCEPTED, call);
        }

        assertThat(finder.limit()).isEqualTo(4);
    }

    @Test
    void lowersTheLimitOnceForCallsThatWereSentBeforeItWasLowered() {
        LimitFinder finder = new LimitFinder(10, 20, new Random(1));
        List<LimitFinder.Ticket> tickets =
                IntStream.range(0, 10).mapToObj(_ -> finder.enter(0).orElseThrow()).toList();

        tickets.reversed().forEach(ticket -> finder.leave(ticket, Verdict.REFUSED, 1));

        assertThat(finder.limit()).isEqualTo(7);
    }

    /// A change of behaviour shows as a change of this file: copy the new figures into it.
    @Test
    void behavesAsReported() throws IOException {
        StringBuilder report = new StringBuilder();
        report.append("60 callers, start 4, max 20, a call 50 ms, a refusal 5 ms\n\n");
        report.append("| the account's limit | in flight | of what is possible | refused |\n");
        report.append("|---|---|---|---|\n");
        line(report, "10, first second", QUICK, 0, 1, _ -> 10);
        line(report, "10", QUICK, 5, 120, _ -> 10);
        line(report, "10, halved after 20 s", QUICK, 5, 60, s -> s < 20_000 ? 10 : 5);
        line(report, "10 <-> 5 every 5 s", QUICK, 0, 120, s -> s / 5_000 % 2 == 0 ? 10 : 5);
        line(report, "10 <-> 5 every 30 s", QUICK, 0, 600, s -> s / 30_000 % 2 == 0 ? 10 : 5);
        line(report, "1", QUICK, 5, 120, _ -> 1);
        line(report, "20", QUICK, 5, 120, _ -> 20);
        line(report, "10, freed up to 3 ms late", new Traffic(50, 5, 3), 5, 120, _ -> 10);
        line(report, "10, calls of 3 s", new Traffic(3_000, 100, 0), 60, 1_200, _ -> 10);

        try (InputStream expected = getClass().getResourceAsStream("concurrency.md")) {
            assertThat(report.toString())
                    .isEqualTo(expected == null ? "" : new String(expected.readAllBytes(), UTF_8));
        }
    }

    private static void line(
            StringBuilder report,
            String what,
            Traffic traffic,
            int fromSecond,
            int toSecond,
            LongToIntFunction limit) {
        SimulatedAccount account = new SimulatedAccount(4, 20, traffic, limit);
        account.run(fromSecond * 1000.0);
        Figures figures = account.run(toSecond * 1000.0);
        report.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %.1f | %.0f %% | %.1f %% |%n",
                        what,
                        figures.inFlight(),
                        100 * figures.possible(),
                        100 * figures.refused()));
    }
}
