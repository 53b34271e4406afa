package io.storeledger.common.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.storeledger.common.event.EventHeaders;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String GOOD = "00-" + TRACE + "-b7ad6b7169203331-01";

    @ParameterizedTest
    @ValueSource(
            strings = {
                GOOD,
                "00-" + TRACE + "-b7ad6b7169203331-00",
                // sampled, and with a random id: not a number but bits
                "00-" + TRACE + "-b7ad6b7169203331-03"
            })
    void carriesOnWhatCameWithARequest(String received) {
        var request = Map.of("traceparent", received, "tracestate", "vendor=1");
        var record = new RecordHeaders();
        try (var _ = begin(request::get)) {
            TraceContext.write(record);
        }

        assertThat(EventHeaders.text(record, "traceparent")).contains(received);
        assertThat(EventHeaders.text(record, "tracestate")).contains("vendor=1");
        assertThat(TraceContext.traceId(record)).contains(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01"
            })
    void beginsATraceWhereNoneCame(String received) {
        var record = new RecordHeaders();
        try (var _ = begin(name -> name.equals("traceparent") ? received : null)) {
            TraceContext.write(record);
        }

        assertThat(EventHeaders.text(record, "traceparent").orElseThrow())
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
                .doesNotContain(TRACE);
    }

    @Test
    void takesThePlaceOfWhatARecordCarried() {
        var headers = new RecordHeaders();
        EventHeaders.add(headers, "traceparent", "00-nonsense");
        EventHeaders.add(headers, "tracestate", "old=1");
        try (var _ = begin(Map.of("traceparent", GOOD)::get)) {
            TraceContext.write(headers);
        }

        assertThat(headers).hasSize(1);
        assertThat(new String(headers.lastHeader("traceparent").value(), UTF_8)).isEqualTo(GOOD);
    }

    @Test
    void carriesOneRecordsContextToAnother() {
        var from = new RecordHeaders();
        EventHeaders.add(from, "traceparent", GOOD);
        EventHeaders.add(from, EventHeaders.REPLAY, "r1");
        var to = new RecordHeaders();
        EventHeaders.add(to, "traceparent", "00-old");

        TraceContext.carry(from, to);

        assertThat(to).hasSize(1);
        assertThat(EventHeaders.text(to, "traceparent")).contains(GOOD);
    }

    @Test
    void isNoneOutsideOfAnyWork() {
        assertThat(TraceContext.headers()).isEmpty();
        assertThat(TraceContext.traceId(new RecordHeaders())).isEmpty();
    }

    private static Work begin(TraceContext.Received request) {
        return Tracing.OFF.begin(
                SpanKind.SERVER, "test", TraceContext.of(request), Attributes.empty(), List.of());
    }
}
