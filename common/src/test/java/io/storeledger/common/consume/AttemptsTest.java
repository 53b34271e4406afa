package io.storeledger.common.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.event.Attempt;
import io.storeledger.common.event.Cause;
import io.storeledger.common.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final Retry RETRY =
            new Retry(Optional.empty(), new Reason("away", "It is away."));

    private final AtomicInteger lost = new AtomicInteger();
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

    @Test
    void tellsNothingOfWhatSucceeded() {
        tell(new Done(), 1, "a");

        assertThat(producer.history()).isEmpty();
    }

    @Test
    void tellsEveryTryOfAKeyWithTheNewestOfItsRecords() {
        for (int attempt = 1; attempt <= 9; attempt++) {
            tell(RETRY, attempt, IntStream.range(0, 50).mapToObj(i -> "a").toArray(String[]::new));
        }

        assertThat(producer.history()).extracting(ProducerRecord::key).hasSize(9).containsOnly("a");
        Attempt last = Json.read(producer.history().getLast().value(), Attempt.class);
        assertThat(last.attempt()).isEqualTo(9);
        assertThat(last.causedBy())
                .extracting(Cause::offset)
                .containsExactlyElementsOf(
                        IntStream.range(30, 50).mapToObj(i -> (long) i).toList());
    }

    @Test
    void tellsEachKeyOfWhatIsHandledTogetherMoreAndMoreSeldom() {
        for (int attempt = 1; attempt <= 9; attempt++) {
            tell(RETRY, attempt, "a", "b");
        }

        assertThat(producer.history())
                .extracting(ProducerRecord::key)
                .containsExactly("a", "b", "a", "b", "a", "b", "a", "b");
    }

    @Test
    void countsWhatKafkaDoesNotTake() {
        producer.sendException = new KafkaException("away");

        tell(RETRY, 1, "a");

        assertThat(lost).hasValue(1);
    }

    private void tell(Outcome outcome, int attempt, String... keys) {
        List<ConsumerRecord<String, byte[]>> records =
                IntStream.range(0, keys.length)
                        .mapToObj(i -> new ConsumerRecord<>("topic", 0, i, keys[i], new byte[0]))
                        .toList();
        // closing waits for what is to be told
        try (var attempts = new Attempts(producer, "attempts", "test", lost::incrementAndGet)) {
            attempts.tell(
                    new Batch("lane", records, attempt), outcome, Instant.EPOCH, Instant.EPOCH);
        }
    }
}
