package io.storeledger.console.replay;

import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.console.log.Reading;
import io.storeledger.console.replay.Selection.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The records between two places of a topic.
final class RangeSource implements Source {
    private final Reading reading;
    private final Range range;
    private final Mode mode;
    private final Rewrites rewrites;
    private final Set<Told> told = new HashSet<>();

    RangeSource(Reading reading, Range range, Mode mode, Rewrites rewrites) {
        this.reading = reading;
        this.range = range;
        this.mode = mode;
        this.rewrites = rewrites;
    }

    @Override
    public Optional<Chunk> next() {
        if (reading.isDone()) {
            return Optional.empty();
        }
        List<Rewrite> records = new ArrayList<>();
        Map<String, Long> passed = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : reading.next()) {
            if (record.key() == null || record.value() == null) {
                passed.merge(Chunk.NOT_FETCHABLE, 1L, Long::sum);
            } else if (isReplayed(record) && !range.includeReplayed()) {
                passed.merge(Chunk.REPLAYED_BEFORE, 1L, Long::sum);
            } else if (mode == Mode.AS_RECORDED) {
                records.add(rewrites.asRecorded(range.topic(), record));
            } else {
                refetch(record)
                        .ifPresentOrElse(
                                records::add, () -> passed.merge(why(record), 1L, Long::sum));
            }
        }
        Map<String, Long> next = new HashMap<>();
        reading.positions().forEach((partition, offset) -> next.put(partition.toString(), offset));
        return Optional.of(new Chunk(records, next, passed));
    }

    @Override
    public void close() {
        reading.close();
    }

    /// A record that was written because of a replay tells nothing new, and would make each replay
    /// longer than the one before.
    static boolean isReplayed(ConsumerRecord<?, ?> record) {
        return record.headers().lastHeader(EventHeaders.REPLAY) != null;
    }

    private Optional<Rewrite> refetch(ConsumerRecord<String, byte[]> record) {
        return told(record)
                .filter(told::add)
                .map(one ->
                        rewrites.refetch(
                                one, Told.connection(record.headers(), record.value()), record));
    }

    private String why(ConsumerRecord<String, byte[]> record) {
        return told(record).isPresent() ? Chunk.SAME_RECORD : Chunk.NOT_FETCHABLE;
    }

    private Optional<Told> told(ConsumerRecord<String, byte[]> record) {
        return Told.of(range.topic(), record.key(), record.headers(), record.value());
    }
}
