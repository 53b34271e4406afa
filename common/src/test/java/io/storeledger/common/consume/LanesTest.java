package io.storeledger.common.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.Retry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Reason REASON = new Reason("test", "because of the test");

    private volatile Function<Batch, Outcome> handler = batch -> new Done();
    private final Lanes lanes =
            new Lanes(settings(1), new Random(1), batch -> handler.apply(batch));

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void areHaltedDuringEachTryUntilTheOutcomeIsAnotherOne() throws Exception {
        BlockingQueue<Optional<Reason>> duringTries = new LinkedBlockingQueue<>();
        Queue<Outcome> outcomes =
                new ArrayDeque<>(
                        List.of(
                                new Halt(REASON),
                                new Halt(REASON),
                                new Retry(Optional.of(SHORT), REASON),
                                new Done()));
        handler =
                batch -> {
                    duringTries.add(lanes.halted());
                    return outcomes.remove();
                };

        lanes.add(List.of(record("1", progress())));

        assertThat(duringTries.take()).isEmpty();
        assertThat(duringTries.take()).contains(REASON);
        assertThat(duringTries.take()).contains(REASON);
        assertThat(duringTries.take()).isEmpty();
    }

    @Test
    void areHaltedUntilNothingIsLeftWhicheverPartitionIsRevoked() {
        Queue<String> tried = new ConcurrentLinkedQueue<>();
        try (var resting =
                new Lanes(
                        settings(1).resting(AN_HOUR),
                        new Random(1),
                        batch -> {
                            tried.add(batch.key());
                            return new Halt(REASON);
                        })) {
            PartitionProgress halted = progress();
            PartitionProgress other = progress();
            resting.add(List.of(record("halts", halted), record("other", other)));
            await().until(() -> resting.halted().isPresent());

            resting.drain(List.of(halted), AN_HOUR);
            Optional<Reason> withOneLeft = resting.halted();
            resting.drain(List.of(other), AN_HOUR);

            assertThat(withOneLeft).contains(REASON);
            assertThat(resting.halted()).isEmpty();
            assertThat(tried).containsExactly("halts");
        }
    }

    @Test
    void giveTheSlotBackWhateverIsThrown() {
        Queue<Integer> attempts = new ConcurrentLinkedQueue<>();
        handler =
                batch -> {
                    attempts.add(batch.attempt());
                    if (batch.attempt() == 1) {
                        throw new NoClassDefFoundError("of the test");
                    }
                    return new Done();
                };

        lanes.add(List.of(record("1", progress())));

        await().dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(attempts).containsExactly(1, 2));
        await().dontCatchUncaughtExceptions().until(() -> lanes.running() == 0);
    }

    @Test
    void tryOneKeyAtATimeAndEverLessOftenWhileAllAreRefused() {
        List<Long> tries = new CopyOnWriteArrayList<>();
        var slots = 4;
        try (var many =
                new Lanes(
                        settings(slots),
                        new Random(1),
                        batch -> {
                            tries.add(System.nanoTime());
                            return new Halt(REASON);
                        })) {
            PartitionProgress progress = progress();

            many.add(IntStream.range(0, 200).mapToObj(i -> record("key-" + i, progress)).toList());

            await().until(() -> tries.size() >= slots + 5);
            for (int pause = 1; pause < 5; pause++) {
                assertThat(tries.get(slots + pause) - tries.get(slots + pause - 1))
                        .as("pause %s", pause)
                        .isGreaterThanOrEqualTo(SHORT.multipliedBy(1L << pause).toNanos());
            }
        }
    }

    @Test
    void useAllSlotsAgainWhenATryAloneWasNotRefused() {
        var together = new CountDownLatch(4);
        var mended = new AtomicBoolean();
        var alone = new AtomicBoolean(true);
        try (var many =
                new Lanes(
                        settings(4),
                        new Random(1),
                        batch -> {
                            if (!mended.get()) {
                                return new Halt(REASON);
                            }
                            if (!alone.getAndSet(false)) {
                                together.countDown();
                                awaitLatch(together);
                            }
                            return new Done();
                        })) {
            PartitionProgress progress = progress();
            many.add(IntStream.range(0, 20).mapToObj(i -> record("key-" + i, progress)).toList());
            await().until(() -> many.halted().isPresent());

            mended.set(true);

            await().until(() -> together.getCount() == 0);
            assertThat(many.halted()).isEmpty();
        }
    }

    private static ConsumerSettings settings(int slots) {
        return ConsumerSettings.of("test", Set.of("topic"), slots, new Backoff(SHORT, SHORT))
                .resting(SHORT);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PartitionProgress progress() {
        return new PartitionProgress(0, OpenOffsets.none(0));
    }

    private static Taken record(String key, PartitionProgress progress) {
        progress.take(0, new Waiting(0, Waiting.NEVER));
        return new Taken(new ConsumerRecord<>("topic", 0, 0, key, new byte[0]), progress);
    }
}
