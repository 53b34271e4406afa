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
public record ReplayMark(Optional<String> id, Optional<String> by, boolean forced) {
    /// Of no replay.
    public static final ReplayMark NONE = new ReplayMark(Optional.empty(), Optional.empty(), false);

    private static final String TRUE = "true";

    /// What a record's headers say.
    public static ReplayMark of(ConsumerRecord<?, ?> record) {
        return new ReplayMark(
                EventHeaders.text(record.headers(), EventHeaders.REPLAY),
                EventHeaders.text(record.headers(), EventHeaders.REPLAYED_BY),
                EventHeaders.text(record.headers(), EventHeaders.FORCED)
                        .filter(TRUE::equals)
                        .isPresent());
    }

    /// What holds for all of them together: the newest replay counts, and force if any has it.
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
        return all;
    }

    private ReplayMark and(ReplayMark newer) {
        ReplayMark counts = newer.id.isPresent() ? newer : this;
        return new ReplayMark(counts.id, counts.by, forced || newer.forced);
    }

    private static Header header(String name, String text) {
        return new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
