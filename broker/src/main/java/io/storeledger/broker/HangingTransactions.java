package io.storeledger.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends transactions that a killed process left open and that nobody will end.
///
/// A broker that is killed together with its producers can forget, now and then, to tell some
/// partitions of a transaction how it ended: seen with Kafka 4.3.1 after one of 28 kills amid
/// writing. Whoever reads only what is committed, as Kafka Streams does, then waits there for ever.
/// It is what `kafka-transactions.sh find-hanging` and `abort` are for (KIP-664).
final class HangingTransactions implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(HangingTransactions.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /// Longer than the longest transaction that Kafka Streams leaves open, which is 10 s.
    private static final Duration LOOKED_FOR = Duration.ofMinutes(2);

    private final Admin admin;
    private final Instant before;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private Set<Open> suspects = Set.of();

    private record Open(TopicPartition partition, long producer, int epoch, int coordinator) {}

    /// Begins to look, until none is left of before.
    ///
    /// @param before when the broker started: no producer of a transaction of before lives
    HangingTransactions(String bootstrapServers, Instant before) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.before = before;
        thread = Thread.ofPlatform().daemon().name("hanging-transactions").start(this::look);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        admin.close(Duration.ZERO);
    }

    private void look() {
        Instant end = before.plus(LOOKED_FOR);
        try {
            while (Instant.now().isBefore(end)) {
                try {
                    if (!anyLeft()) {
                        return;
                    }
                } catch (ExecutionException e) {
                    LOGGER.atDebug()
                            .addKeyValue("detail", e.getMessage())
                            .log("open transactions could not be looked for; tried again");
                }
                if (closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Aborts those that hung at the last look already; what the coordinator has in hand it ends
    /// itself.
    private boolean anyLeft() throws ExecutionException, InterruptedException {
        Set<Open> open = open();
        Set<Long> inHand = new HashSet<>();
        if (!open.isEmpty()) {
            for (TransactionListing one : admin.listTransactions().all().get()) {
                if (!isOver(one.state())) {
                    inHand.add(one.producerId());
                }
            }
        }
        Set<Open> hanging = new HashSet<>(open);
        hanging.removeIf(one -> inHand.contains(one.producer()));
        for (Open one : hanging) {
            if (suspects.contains(one)) {
                abort(one);
            }
        }
        suspects = hanging;
        return !open.isEmpty();
    }

    private static boolean isOver(TransactionState state) {
        return switch (state) {
            case EMPTY, COMPLETE_COMMIT, COMPLETE_ABORT, UNKNOWN -> true;
            case ONGOING, PREPARE_ABORT, PREPARE_COMMIT, PREPARE_EPOCH_FENCE -> false;
        };
    }

    private void abort(Open one) throws ExecutionException, InterruptedException {
        admin.abortTransaction(
                        new AbortTransactionSpec(
                                one.partition(),
                                one.producer(),
                                (short) one.epoch(),
                                one.coordinator()))
                .all()
                .get();
        LOGGER.atWarn()
                .addKeyValue("topic", one.partition().topic())
                .addKeyValue("partition", one.partition().partition())
                .log("a transaction that a killed process left open is ended");
    }

    private Set<Open> open() throws ExecutionException, InterruptedException {
        Set<String> topics =
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
        List<TopicPartition> partitions = new ArrayList<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .forEach((name, topic) ->
                        topic.partitions()
                                .forEach(each ->
                                        partitions.add(
                                                new TopicPartition(name, each.partition()))));
        Set<Open> open = new HashSet<>();
        admin.describeProducers(partitions)
                .all()
                .get()
                .forEach((partition, producers) -> {
                    for (ProducerState state : producers.activeProducers()) {
                        if (state.currentTransactionStartOffset().isPresent()
                                && state.lastTimestamp() < before.toEpochMilli()) {
                            open.add(
                                    new Open(
                                            partition,
                                            state.producerId(),
                                            state.producerEpoch(),
                                            state.coordinatorEpoch().orElse(-1)));
                        }
                    }
                });
        return open;
    }
}
