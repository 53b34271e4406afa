package io.storeledger.ingress;

import io.storeledger.common.kafka.Admission;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.Sends;
import io.storeledger.common.trace.Tracing;
import io.storeledger.common.trace.Work;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/// Writes deliveries to Kafka and says whether they are there for good.
///
/// One producer serves all requests: those that come while a batch is under way form the next.
final class WebhookLog implements AutoCloseable {
    /// As long as a request waits for Kafka. BigCommerce gives up after some 10 s.
    private static final int PATIENCE_MS = 2000;

    private static final Duration FLUSH = Duration.ofSeconds(3);

    private final KafkaGate gate = new KafkaGate();
    private final Admission admission;
    private final Tracing tracing;
    private final KafkaProducer<String, byte[]> producer;
    private final String webhooks;
    private final String deadLetters;

    WebhookLog(KafkaClients kafka) {
        tracing = kafka.tracing();
        admission = new Admission(kafka, KafkaAccess.INGRESS);
        webhooks = kafka.config().nameOf(Topics.WEBHOOKS);
        deadLetters = kafka.config().nameOf(Topics.WEBHOOKS.deadLetters());
        producer =
                kafka.producer(
                        "webhooks",
                        Map.of(
                                "max.block.ms",
                                PATIENCE_MS,
                                "delivery.timeout.ms",
                                PATIENCE_MS,
                                // below the delivery's, so that a silent broker is asked again
                                "request.timeout.ms",
                                PATIENCE_MS * 3 / 4,
                                // the topics' metadata is known before the first delivery, always
                                "metadata.max.idle.ms",
                                Duration.ofDays(365).toMillis()));
        greet();
    }

    String webhooksTopic() {
        return webhooks;
    }

    String deadLettersTopic() {
        return deadLetters;
    }

    /// Writes a record; true once every in-sync replica has it, false if that is not known in time
    /// (it may still get there) or Kafka is known not to answer.
    boolean write(ProducerRecord<String, byte[]> record) {
        KafkaGate.Stand entered = gate.enter();
        if (entered == null) {
            return false;
        }
        Optional<String> failure = Optional.of("interrupted");
        try (Work work = Sends.begin(tracing, record)) {
            failure = send(record, work);
            failure.ifPresent(work::failed);
        } finally {
            if (failure.isEmpty()) {
                gate.answered();
            } else {
                gate.failed(entered, failure.get());
            }
        }
        return failure.isEmpty();
    }

    /// What keeps records from being written, in a sentence.
    ///
    /// It asks Kafka itself: an instance that gets no requests because it is not ready would never
    /// find out by one.
    Optional<String> waitingFor() {
        if (gate.isOpen()) {
            return Optional.empty();
        }
        try {
            // without a timeout of its own the call would outlive its caller, and hold up close
            return admission.refusal(PATIENCE_MS);
        } catch (KafkaException e) {
            return Optional.of("Kafka does not answer.");
        }
    }

    /// Sends what is still under way and lets go of the producer.
    @Override
    public void close() {
        producer.close(FLUSH);
    }

    /// Asks for the topics, so that the first delivery need not; and on this platform thread, for
    /// Kafka's classes must not be touched first on virtual ones.
    private void greet() {
        KafkaGate.Stand entered = gate.enter();
        try {
            producer.partitionsFor(webhooks);
            producer.partitionsFor(deadLetters);
        } catch (KafkaException e) {
            if (entered != null) {
                gate.failed(entered, e.getClass().getSimpleName());
            }
        }
    }

    /// Why it failed; empty if it is written.
    private Optional<String> send(ProducerRecord<String, byte[]> record, Work work) {
        long start = System.nanoTime();
        try {
            var written = producer.send(record);
            long left = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS) - (System.nanoTime() - start);
            Sends.landed(work, written.get(Math.max(0, left), TimeUnit.NANOSECONDS));
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(reason(e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException | KafkaException | IllegalStateException e) {
            return Optional.of(reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(reason(e));
        }
    }

    private static String reason(Throwable e) {
        return e.getClass().getSimpleName();
    }
}
