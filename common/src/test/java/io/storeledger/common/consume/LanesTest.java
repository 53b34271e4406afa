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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Reason REASON = new Reason("test", "because of the test");

    private volatile Function<Batch, Outcome> handler = batch -> new Done();
    private final Lanes lanes =
            new Lanes(
                    ConsumerSettings.of("test", Set.of("topic"), 1, new Backoff(SHORT, SHORT)),
                    new Random(1),
                    batch -> handler.apply(batch));

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
                                new Halt(SHORT, REASON),
                                new Halt(SHORT, REASON),
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
    void goOnWhenTheHaltedPartitionIsRevoked() throws Exception {
        BlockingQueue<String> tried = new LinkedBlockingQueue<>();
        handler =
                batch -> {
                    tried.add(batch.key());
                    return batch.key().equals("halts") ? new Halt(AN_HOUR, REASON) : new Done();
                };
        PartitionProgress leaving = progress();
        lanes.add(List.of(record("halts", leaving)));
        await().untilAsserted(() -> assertThat(lanes.halted()).contains(REASON));
        lanes.add(List.of(record("other", progress())));
        assertThat(tried).containsExactly("halts");

        lanes.drain(List.of(leaving), AN_HOUR);

        assertThat(lanes.halted()).isEmpty();
        assertThat(tried.take()).isEqualTo("halts");
        assertThat(tried.take()).isEqualTo("other");
    }

    private static PartitionProgress progress() {
        return new PartitionProgress(0, OpenOffsets.none(0));
    }

    private static Taken record(String key, PartitionProgress progress) {
        progress.take(0, new Waiting(0, Waiting.NEVER));
        return new Taken(new ConsumerRecord<>("topic", 0, 0, key, new byte[0]), progress);
    }
}
