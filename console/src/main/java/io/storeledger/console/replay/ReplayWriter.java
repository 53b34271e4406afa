package io.storeledger.console.replay;

import io.storeledger.common.event.Act;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.Replay;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.Sends;
import io.storeledger.common.trace.TraceContext;
import io.storeledger.common.trace.Tracing;
import io.storeledger.console.log.Partitions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Writes many records and the acts that tell of them; what it has returned from is in the log for
/// good.
public final class ReplayWriter implements AutoCloseable {
    private final KafkaConfig config;
    private final Tracing tracing;
    private final KafkaProducer<String, byte[]> producer;

    /// Waits two minutes for a cluster that does not answer.
    public ReplayWriter(KafkaClients kafka) {
        this(kafka, Map.of());
    }

    private ReplayWriter(KafkaClients kafka, Map<String, Object> tuning) {
        this.config = kafka.config();
        this.tracing = kafka.tracing();
        this.producer = kafka.producer("replay", tuning);
    }

    /// One that waits so long for a cluster that does not answer, and then goes on: nothing is
    /// written twice for it.
    static ReplayWriter patient(KafkaClients kafka, Duration patience) {
        int millis = Math.toIntExact(patience.toMillis());
        return new ReplayWriter(
                kafka, Map.of("delivery.timeout.ms", millis, "max.block.ms", (long) millis));
    }

    /// An act and the key of the record that it was done with.
    public record Entry(String key, Act act) {}

    /// Writes them, each in the trace that its headers name, or in a new one; returns where each
    /// lies.
    ///
    /// @throws KafkaException if one could not be written; others may be in the log then
    public List<Cause> write(List<Rewrite> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        for (Rewrite record : records) {
            if (TraceContext.traceId(record.headers()).isEmpty()) {
                Headers headers = record.headers();
                Sends.newTrace(
                        tracing, config.nameOf(record.topic()), record.key(), headers, headers);
            }
            sent.add(send(record.topic(), record.key(), record.value(), record.headers()));
        }
        return sent.stream().map(ReplayWriter::await).toList();
    }

    /// Writes down how far a replay is.
    void progress(Replay replay) {
        await(send(Topics.REPLAYS, replay.id(), Json.bytes(replay), new RecordHeaders()));
    }

    /// Writes down what was done.
    public void acts(List<Entry> entries) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            sent.add(send(Topics.ACTS, entry.key(), Json.bytes(entry.act()), new RecordHeaders()));
        }
        sent.forEach(ReplayWriter::await);
    }

    @Override
    public void close() {
        producer.close();
    }

    private Future<RecordMetadata> send(Topic<?> topic, String key, byte[] value, Headers headers) {
        String name = config.nameOf(topic);
        int partition = Partitions.of(topic, key, producer.partitionsFor(name).size());
        return producer.send(new ProducerRecord<>(name, partition, key, value, headers));
    }

    private static Cause await(Future<RecordMetadata> sent) {
        try {
            RecordMetadata at = sent.get();
            return new Cause(
                    at.topic(), at.partition(), at.offset(), Instant.ofEpochMilli(at.timestamp()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
