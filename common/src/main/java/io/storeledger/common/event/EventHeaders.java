package io.storeledger.common.event;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// The names of the headers that records carry; CloudEvents' attributes in Kafka's binary mode.
public final class EventHeaders {
    public static final String CE_SPECVERSION = "ce_specversion";
    public static final String CE_ID = "ce_id";
    public static final String CE_SOURCE = "ce_source";
    public static final String CE_TYPE = "ce_type";
    public static final String CE_TIME = "ce_time";
    public static final String CE_SUBJECT = "ce_subject";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";

    /// The configured connection by which a webhook came in.
    public static final String CONNECTION = "storeledger-connection";

    /// When the first of the webhooks arrived that a snapshot was fetched for.
    public static final String RECEIVED = "storeledger-received";

    /// Which scheme proved a webhook genuine.
    public static final String SIGNED_BY = "storeledger-signed-by";

    /// Why a dead letter was rejected: a short stable word.
    public static final String REASON_CODE = "storeledger-reason-code";

    /// Why a dead letter was rejected, in a sentence.
    public static final String REASON = "storeledger-reason";

    /// Where a dead letter was rejected: `topic/partition/offset`.
    public static final String REJECTED_AT = "storeledger-rejected-at";

    /// At which attempt a dead letter was rejected.
    public static final String ATTEMPTS = "storeledger-attempts";

    /// The id of the replay that wrote a record, or that caused it.
    public static final String REPLAY = "storeledger-replay";

    /// Who started that replay.
    public static final String REPLAYED_BY = "storeledger-replayed-by";

    /// `true` if the record is to be written though NetSuite holds a newer or the same state.
    public static final String FORCED = "storeledger-forced";

    /// Where the event lies whose force a snapshot carries: `topic/partition/offset`; absent where
    /// the record itself was forced.
    public static final String FORCED_AT = "storeledger-forced-at";

    /// How often a record was taken from the dead letters before.
    public static final String REDRIVES = "storeledger-redrives";

    private EventHeaders() {}

    /// The last header of this name as text.
    public static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /// Adds a header with a text.
    public static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
