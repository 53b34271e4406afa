package io.storeledger.console.timeline;

import io.storeledger.console.log.Place;
import io.storeledger.console.timeline.step.LogRecord;
import io.storeledger.console.timeline.step.StepReader;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/// Makes steps of the records of the log. What has no key, or one that nothing of ours has, belongs
/// to no timeline.
final class ReadSteps extends ContextualProcessor<String, byte[], String, Found> {
    static final int LONGEST_KEY = 1_000;

    private final StepReader reader;

    ReadSteps(StepReader reader) {
        this.reader = reader;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        String key = record.key();
        if (key == null || key.isEmpty() || key.length() > LONGEST_KEY) {
            return;
        }
        context()
                .recordMetadata()
                .map(at -> new Place(at.topic(), at.partition(), at.offset()))
                .map(place ->
                        new LogRecord(
                                place,
                                Instant.ofEpochMilli(record.timestamp()),
                                key,
                                record.headers(),
                                record.value()))
                .flatMap(reader::read)
                // without the headers: signatures and the like are nobody's further on
                .ifPresent(reading ->
                        context()
                                .forward(
                                        new Record<>(
                                                reading.key(),
                                                Found.of(reading),
                                                record.timestamp(),
                                                new RecordHeaders())));
    }
}
