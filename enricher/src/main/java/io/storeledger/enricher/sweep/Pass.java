package io.storeledger.enricher.sweep;

import io.storeledger.common.event.Sighting;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/// Writes down what was seen, a page at a time.
final class Pass {
    private final String topic;
    private final Publisher publisher;
    private final int page;

    /// @param page how many sightings are written together, and then counted as seen
    Pass(KafkaConfig config, Publisher publisher, int page) {
        this.topic = config.nameOf(Topics.SIGHTINGS);
        this.publisher = publisher;
        this.page = page;
    }

    /// Told after each page, once all of it is written.
    @FunctionalInterface
    interface Progress {
        void written(Instant upTo, int sightings);
    }

    /// Writes all of it.
    ///
    /// @throws KafkaException if some could not be written
    void write(Stream<Seen> all, Function<Seen, Sighting> describe, Progress progress) {
        List<Future<RecordMetadata>> underWay = new ArrayList<>();
        Iterator<Seen> records = all.iterator();
        while (records.hasNext()) {
            Seen seen = records.next();
            Sighting sighting = describe.apply(seen);
            underWay.add(
                    publisher
                            .producer()
                            .send(
                                    new ProducerRecord<>(
                                            topic,
                                            sighting.key().toString(),
                                            Json.bytes(sighting))));
            if (underWay.size() == page || !records.hasNext()) {
                underWay.forEach(Pass::await);
                progress.written(seen.asOf(), underWay.size());
                underWay.clear();
            }
        }
    }

    private static void await(Future<RecordMetadata> write) {
        try {
            write.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
