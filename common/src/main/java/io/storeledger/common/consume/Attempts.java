package io.storeledger.common.consume;

import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.RejectedSome;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Outcome.Skipped;
import io.storeledger.common.event.Attempt;
import io.storeledger.common.event.Attempt.Result;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.WriteOutcome.Call;
import io.storeledger.common.json.Json;
import io.storeledger.common.trace.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of every try that failed and is tried again, in `storeledger.attempts`.
///
/// The work never waits for it and never fails by it: what Kafka does not take is counted and
/// forgotten. An outage of hours with a thousand records waiting must not fill the log: an event
/// names the newest [#MOST_CAUSES] of the records it is about, and where records of many keys are
/// handled together (a store's catalogue), each of them is told at the attempts 1, 2, 4, 8 and so
/// on only. Which bodies of calls are kept is the handler's rule.
final class Attempts implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Attempts.class);
    private static final int MOST_CAUSES = 20;
    private static final int MOST_WAITING = 5000;
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final String consumer;
    private final Runnable lost;
    private final AtomicLong warnedAt =
            new AtomicLong(System.nanoTime() - BETWEEN_WARNINGS.toNanos());

    /// A send may block while Kafka is away, so one thread sends for all.
    private final ThreadPoolExecutor sender;

    /// @param topic name on the cluster
    /// @param consumer the name of the consumer that tries
    /// @param lost called for each attempt that could not be told
    Attempts(Producer<String, byte[]> producer, String topic, String consumer, Runnable lost) {
        this.producer = producer;
        this.topic = topic;
        this.consumer = consumer;
        this.lost = lost;
        this.sender =
                new ThreadPoolExecutor(
                        1,
                        1,
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MOST_WAITING),
                        Thread.ofPlatform().daemon().name(consumer + "-attempts").factory());
        sender.allowCoreThreadTimeOut(true);
    }

    /// Returns at once.
    void tell(Batch batch, Outcome outcome, Instant started, Instant finished) {
        switch (outcome) {
            case Retry(var after, Reason reason, var calls) ->
                    tell(batch, Result.RETRY, reason, calls, started, finished);
            case Halt(Reason reason, var calls) ->
                    tell(batch, Result.HALT, reason, calls, started, finished);
            case Done done -> {}
            case Skipped skipped -> {}
            case Rejected rejected -> {}
            case RejectedSome some -> {}
        }
    }

    private void tell(
            Batch batch,
            Result result,
            Reason reason,
            List<Call> calls,
            Instant started,
            Instant finished) {
        Map<String, List<Cause>> byKey =
                batch.records().stream()
                        .collect(
                                Collectors.groupingBy(
                                        ConsumerRecord::key,
                                        LinkedHashMap::new,
                                        Collectors.mapping(Cause::of, Collectors.toList())));
        if (byKey.size() > 1 && Integer.bitCount(batch.attempt()) > 1) {
            return;
        }
        // of the attempt's thread: another one sends
        List<Header> context = TraceContext.headers();
        byKey.forEach((key, causes) -> {
            var attempt =
                    new Attempt(
                            consumer,
                            result,
                            reason.code(),
                            reason.text(),
                            batch.attempt(),
                            started,
                            finished,
                            calls,
                            causes.subList(
                                    Math.max(0, causes.size() - MOST_CAUSES), causes.size()));
            try {
                sender.execute(() -> send(key, attempt, context));
            } catch (RejectedExecutionException e) {
                lose("more attempts wait to be told than there is room for");
            }
        });
    }

    private void send(String key, Attempt attempt, List<Header> context) {
        try {
            var ignored =
                    producer.send(
                            new ProducerRecord<>(topic, null, key, Json.bytes(attempt), context),
                            (at, failure) -> {
                                if (failure != null) {
                                    lose(String.valueOf(failure.getMessage()));
                                }
                            });
        } catch (KafkaException | IllegalStateException e) {
            // the producer may be closed, or its buffer full
            lose(String.valueOf(e.getMessage()));
        }
    }

    private void lose(String why) {
        lost.run();
        long now = System.nanoTime();
        long last = warnedAt.get();
        if (now - last >= BETWEEN_WARNINGS.toNanos() && warnedAt.compareAndSet(last, now)) {
            LOGGER.atWarn()
                    .addKeyValue("consumer", consumer)
                    .addKeyValue("topic", topic)
                    .addKeyValue("detail", why)
                    .log("an attempt is not in the log; the work goes on");
        }
    }

    /// Gives what waits a moment; the producer is closed by its owner.
    @Override
    public void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(2, TimeUnit.SECONDS)) {
                sender.shutdownNow().forEach(waiting -> lose("the consumer is stopped"));
            }
        } catch (InterruptedException e) {
            sender.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
