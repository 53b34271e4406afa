package io.storeledger.common.consume;

import java.time.Duration;
import java.util.Set;

/// What a [KeyedConsumer] is to do and how much of it at once.
///
/// @param name names the consumer group (after the configured prefix), its metrics and its log
///   lines
/// @param topics names on the cluster
/// @param slots how many batches may be handled at once
/// @param bufferPerPartition how many records of a partition may be taken and not settled; then the
///   partition pauses. At most 3000: the commit's metadata lists them
/// @param commitEvery how often progress is committed
/// @param drainWithin how long a rebalance or a stop waits for what runs
/// @param backoff between attempts for which the vendor named no wait
/// @param firstPause how long everything rests after a first [Outcome.Halt], since a refusal may be
///   a mistake of the moment; after each that follows twice as long, up to a minute
/// @param gathering which records are handled together
public record ConsumerSettings(
        String name,
        Set<String> topics,
        int slots,
        int bufferPerPartition,
        Duration commitEvery,
        Duration drainWithin,
        Backoff backoff,
        Duration firstPause,
        Gathering gathering) {
    private static final int LARGEST_BUFFER = 3000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    public ConsumerSettings {
        topics = Set.copyOf(topics);
        if (slots < 1 || bufferPerPartition < 1 || bufferPerPartition > LARGEST_BUFFER) {
            throw new IllegalArgumentException("slots from 1, buffer from 1 to 3000");
        }
    }

    /// The settings that suit a vendor's API.
    public static ConsumerSettings of(String name, Set<String> topics, int slots, Backoff backoff) {
        return new ConsumerSettings(
                name,
                topics,
                slots,
                1000,
                Duration.ofMillis(250),
                Duration.ofSeconds(20),
                backoff,
                FIRST_PAUSE,
                Gathering.BY_KEY);
    }

    /// The same for records that are handled many keys at a time, such as a store's stock: one lane
    /// at a time, of a buffer that holds more than a batch.
    public ConsumerSettings gathering(Gathering together) {
        return new ConsumerSettings(
                name,
                topics,
                slots,
                Math.max(
                        bufferPerPartition,
                        (int) Math.min(LARGEST_BUFFER, together.atMost() * 3L / 2)),
                commitEvery,
                drainWithin,
                backoff,
                firstPause,
                together);
    }

    /// The same with another first pause after a [Outcome.Halt].
    ConsumerSettings resting(Duration first) {
        return new ConsumerSettings(
                name,
                topics,
                slots,
                bufferPerPartition,
                commitEvery,
                drainWithin,
                backoff,
                first,
                gathering);
    }
}
