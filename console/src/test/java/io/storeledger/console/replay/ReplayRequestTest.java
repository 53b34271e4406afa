package io.storeledger.console.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.Position;
import io.storeledger.console.replay.Selection.Named;
import io.storeledger.console.replay.Selection.Range;
import io.storeledger.console.replay.Selection.RefundName;
import io.storeledger.console.web.BadRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplayRequestTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @MethodSource
    void isReadAsItWasKept(ReplayRequest request) {
        assertThat(RequestText.read(RequestText.of(request))).isEqualTo(request);
    }

    static Stream<ReplayRequest> isReadAsItWasKept() {
        return Stream.of(
                new ReplayRequest(all(), Mode.AS_RECORDED, false, OptionalDouble.empty()),
                new ReplayRequest(
                        new Range(
                                Topics.WEBHOOKS,
                                OptionalInt.of(2),
                                new Position.Offset(5),
                                new Position.Time(TIME),
                                true),
                        Mode.REFETCH,
                        false,
                        OptionalDouble.of(0.5)),
                new ReplayRequest(
                        new Named(
                                "main",
                                "abc",
                                List.of(1L),
                                List.of(2L, 3L),
                                List.of(new RefundName(2, 9)),
                                Optional.of(TIME)),
                        Mode.AS_RECORDED,
                        true,
                        OptionalDouble.empty()));
    }

    @Test
    void forcesOldNewsForNamedRecordsOnly() {
        assertThatThrownBy(() ->
                        new ReplayRequest(all(), Mode.AS_RECORDED, true, OptionalDouble.empty()))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("only for records that are named");
    }

    @Test
    void choosesAmongSnapshotsOnlyWhereOneIsWritten() {
        assertThatThrownBy(() ->
                        new ReplayRequest(
                                new Named(
                                        "main",
                                        "abc",
                                        List.of(),
                                        List.of(2L),
                                        List.of(),
                                        Optional.of(TIME)),
                                Mode.REFETCH,
                                false,
                                OptionalDouble.empty()))
                .hasMessageContaining("--mode as-recorded");
    }

    @Test
    void refusesARangeThatEndsBeforeItBegins() {
        for (Position[] swapped :
                new Position[][] {
                    {new Position.Offset(5), new Position.Offset(4)},
                    {new Position.Time(TIME), new Position.Time(TIME.minusSeconds(1))},
                    {new Position.Time(TIME), new Position.Time(TIME)},
                }) {
            assertThatThrownBy(() ->
                            new Range(
                                    Topics.ORDERS,
                                    OptionalInt.of(0),
                                    swapped[0],
                                    swapped[1],
                                    false))
                    .isInstanceOf(BadRequest.class)
                    .hasMessageContaining("--from should lie before --to");
        }
    }

    @Test
    void asksTheStoreAboutNamesAndWebhooksUnlessToldOtherwise() {
        assertThat(all().usualMode()).isEqualTo(Mode.AS_RECORDED);
        assertThat(
                        new Range(
                                        Topics.WEBHOOKS,
                                        OptionalInt.empty(),
                                        new Position.Beginning(),
                                        new Position.End(),
                                        false)
                                .usualMode())
                .isEqualTo(Mode.REFETCH);
        assertThat(
                        new Named("m", "s", List.of(), List.of(1L), List.of(), Optional.empty())
                                .usualMode())
                .isEqualTo(Mode.REFETCH);
    }

    private static Range all() {
        return new Range(
                Topics.ORDERS,
                OptionalInt.empty(),
                new Position.Beginning(),
                new Position.End(),
                false);
    }
}
