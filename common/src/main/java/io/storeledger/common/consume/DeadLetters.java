package io.storeledger.common.consume;

import io.storeledger.common.event.EventHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// Writes rejected records, untouched, beside the topic they came from.
final class DeadLetters {
    private static final String SUFFIX = ".dead-letters";

    /// A letter is larger than its record by what it says in headers, and has to fit where a record
    /// may just have fitted: brokers look at what is compressed, producers at what is not.
    static final Map<String, Object> PRODUCER =
            Map.of("compression.type", "gzip", "max.request.size", 16 * 1024 * 1024);

    private final KafkaProducer<String, byte[]> producer;

    DeadLetters(KafkaProducer<String, byte[]> producer) {
        this.producer = producer;
    }

    /// Returns once Kafka has all of them.
    ///
    /// @param reasons by a record's key; null for those that were not rejected
    /// @throws KafkaException if it has not
    void write(Batch batch, Function<String, @Nullable Reason> reasons) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : batch.records()) {
            Reason reason = reasons.apply(record.key());
            if (reason == null) {
                continue;
            }
            var headers = new RecordHeaders(record.headers().toArray());
            EventHeaders.add(headers, EventHeaders.REASON_CODE, reason.code());
            EventHeaders.add(headers, EventHeaders.REASON, reason.text());
            EventHeaders.add(
                    headers,
                    EventHeaders.REJECTED_AT,
                    record.topic() + "/" + record.partition() + "/" + record.offset());
            EventHeaders.add(headers, EventHeaders.ATTEMPTS, Integer.toString(batch.attempt()));
            sent.add(
                    producer.send(
                            new ProducerRecord<>(
                                    record.topic() + SUFFIX,
                                    null,
                                    record.key(),
                                    record.value(),
                                    headers)));
        }
        for (Future<RecordMetadata> future : sent) {
            try {
                future.get();
            } catch (ExecutionException e) {
                throw new KafkaException("the dead letter was not written", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptException(e);
            }
        }
    }
}
