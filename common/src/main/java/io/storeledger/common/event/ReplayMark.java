package io.storeledger.common.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/// What a record's headers say of the replay that wrote it, or caused it.
///
/// @param id the replay's id; empty if it comes of none
/// @param by who started the replay
/// @param forced whether it is to be written though NetSuite holds a newer or the same state
/// @param redrives how often it was taken from the dead letters, so that it is not so in a circle
public record ReplayMark(Optional<String> id, Optional<String> by, boolean forced, int redrives) {
    /// Of no replay.
    public static final ReplayMark NONE = new ReplayMark(Optional.empty(), Optional.empty(), false);

    private static final String TRUE = "true";

    /// One that was not among the dead letters.
    public ReplayMark(Optional<String> id, Optional<String> by, boolean forced) {
        this(id, by, forced, 0);
    }

    /// What a record's headers say.
    public static ReplayMark of(ConsumerRecord<?, ?> record) {
        return new ReplayMark(
                EventHeaders.text(record.headers(), EventHeaders.REPLAY),
                EventHeaders.text(record.headers(), EventHeaders.REPLAYED_BY),
                EventHeaders.text(record.headers(), EventHeaders.FORCED)
                        .filter(TRUE::equals)
                        .isPresent(),
                EventHeaders.text(record.headers(), EventHeaders.REDRIVES)
                        .filter(text -> text.matches("\\d{1,4}"))
                        .map(Integer::valueOf)
                        .orElse(0));
    }

    /// What holds for all of them together: the newest replay counts, force if any has it, and the
    /// most redrives.
    ///
    /// @param marks oldest first
    public static ReplayMark together(Collection<ReplayMark> marks) {
        return marks.stream().reduce(NONE, ReplayMark::and);
    }

    /// The headers that carry it on.
    public List<Header> headers() {
        List<Header> all = new ArrayList<>();
        id.ifPresent(text -> all.add(header(EventHeaders.REPLAY, text)));
        by.ifPresent(text -> all.add(header(EventHeaders.REPLAYED_BY, text)));
        if (forced) {
            all.add(header(EventHeaders.FORCED, TRUE));
        }
        if (redrives > 0) {
            all.add(header(EventHeaders.REDRIVES, Integer.toString(redrives)));
        }
        return all;
    }

    private ReplayMark and(ReplayMark newer) {
        ReplayMark counts = newer.id.isPresent() ? newer : this;
        return new ReplayMark(
                counts.id, counts.by, forced || newer.forced, Math.max(redrives, newer.redrives));
    }

    private static Header header(String name, String text) {
        return new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
