package io.storeledger.writer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.event.Cause;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.event.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    @Test
    void theNewestCountsWhereThereIsNoForce() {
        Choice<String> choice =
                Choice.of(List.of(live(1, 5), live(2, 9), live(3, 7)), Optional.empty());

        assertThat(choice.snapshot()).isEqualTo("v9");
        assertThat(choice.force()).isEqualTo(new Force.None());
    }

    @Test
    void aForcedOneCountsOverNewerOnesBeforeIt() {
        Choice<String> choice = Choice.of(List.of(live(1, 9), forced(2, 5)), Optional.empty());

        assertThat(choice.snapshot()).isEqualTo("v5");
        assertThat(choice.force()).isEqualTo(new Force.Demanded(at(2), Optional.empty()));
        assertThat(choice.replay().id()).contains("r2");
    }

    @Test
    void theLastForcedOneCounts() {
        Choice<String> choice =
                Choice.of(List.of(forced(1, 9), forced(2, 5), live(3, 4)), Optional.empty());

        assertThat(choice.snapshot()).isEqualTo("v5");
    }

    @Test
    void whatCameAfterAForcedOneAndIsNewerWinsAsItWouldOneByOne() {
        // one by one, 5 would be written over the 9 that NetSuite holds, and 7 would be news then
        Choice<String> choice =
                Choice.of(List.of(forced(2, 5), live(3, 7)), Optional.of(held(9, null)));

        assertThat(choice.snapshot()).isEqualTo("v7");
        assertThat(choice.force()).isEqualTo(new Force.Demanded(at(2), Optional.empty()));
    }

    @Test
    void whatWasForcedIsNotForcedAgainAndWhatCameBeforeItStaysOldNews() {
        Optional<HeldRecord> known = Optional.of(held(5, at(2)));

        assertThat(Choice.of(List.of(live(1, 9)), known).force()).isEqualTo(new Force.Overruled());
        assertThat(Choice.of(List.of(live(1, 9), forced(2, 5)), known).force())
                .isEqualTo(new Force.Overruled());
        Choice<String> news = Choice.of(List.of(live(1, 9), forced(2, 5), live(3, 7)), known);
        assertThat(news.snapshot()).isEqualTo("v7");
        assertThat(news.force()).isEqualTo(new Force.None());
    }

    @Test
    void recordsOfOtherPartitionsOrOfATopicMadeAnewCountAsLater() {
        var elsewhere = new Cause("orders", 1, 2, Instant.EPOCH);
        var before = new Cause("orders", 0, 2, Instant.EPOCH.minusSeconds(86_400));

        assertThat(Choice.of(List.of(live(1, 9)), Optional.of(held(5, elsewhere))).force())
                .isEqualTo(new Force.None());
        assertThat(Choice.of(List.of(live(1, 9)), Optional.of(held(5, before))).force())
                .isEqualTo(new Force.None());
    }

    @Test
    void anEventForcesOneFetchHoweverOftenItIsFetchedFor() {
        var event = new Cause("webhooks", 0, 7, Instant.EPOCH);
        var later = new Cause("webhooks", 0, 8, Instant.EPOCH);
        var mark = new ReplayMark(Optional.of("r"), Optional.of("jane"), true);
        var fetched = new Arrival<>("v9", version(9), at(4), mark, true, Optional.of(event));
        var subject =
                new Subject(
                        "type",
                        "id",
                        version(9),
                        List.of(),
                        Choice.of(List.of(fetched), Optional.empty()).force(),
                        mark);
        assertThat(subject.refetched(Optional.empty())).isEqualTo(event);
        var known =
                Optional.of(
                        new HeldRecord("type", "id", "1", version(9), "v9", null, at(4), event));

        var again = new Arrival<>("v9", version(9), at(20), mark, true, Optional.of(event));
        assertThat(Choice.of(List.of(again), known).force()).isEqualTo(new Force.None());
        var other = new Arrival<>("v9", version(9), at(21), mark, true, Optional.of(later));
        assertThat(Choice.of(List.of(again, other), known).force())
                .isEqualTo(new Force.Demanded(at(21), Optional.of(later)));
    }

    /// However a history is cut into batches, whether its end is handled once or all of it again,
    /// NetSuite ends with the same state, and a second time writes nothing.
    @Test
    void endsTheSameHoweverTheHistoryIsCutAndReplayed() {
        List<Arrival<String>> history =
                List.of(
                        live(1, 3),
                        live(2, 9),
                        forced(3, 2),
                        live(4, 1),
                        forced(5, 4),
                        live(6, 6),
                        live(7, 5));
        for (int cuts = 0; cuts < 1 << (history.size() - 1); cuts++) {
            var books = new Books();
            books.handle(history, cuts);
            assertThat(books.state).as("cut %d", cuts).isEqualTo("v6");
            for (int again = 0; again < 1 << (history.size() - 1); again += 7) {
                int written = books.writes;
                books.handle(history, again);
                assertThat(books.writes).as("cut %d, again %d", cuts, again).isEqualTo(written);
            }
        }
    }

    /// A writer that holds to a choice as the handlers do.
    private static final class Books {
        private Optional<HeldRecord> known = Optional.empty();
        private String state = "";
        private int writes;

        void handle(List<Arrival<String>> history, int cuts) {
            int from = 0;
            for (int i = 1; i <= history.size(); i++) {
                if (i == history.size() || (cuts >> (i - 1) & 1) == 1) {
                    write(history.subList(from, i));
                    from = i;
                }
            }
        }

        private void write(List<Arrival<String>> batch) {
            Choice<String> choice = Choice.of(batch, known);
            Version version = version(Integer.parseInt(choice.snapshot().substring(1)));
            var subject =
                    new Subject("type", "id", version, List.of(), choice.force(), choice.replay());
            boolean same =
                    subject.against(known)
                            .filter(held -> held.digest().equals(choice.snapshot()))
                            .isPresent();
            Optional<Version> held = known.map(HeldRecord::version);
            boolean old =
                    switch (subject.standing()) {
                        case BY_VERSION -> held.filter(version::isOlderThan).isPresent();
                        case FORCED -> false;
                        case OVERRULED -> true;
                    };
            if (!old && !same) {
                writes++;
                state = choice.snapshot();
                known =
                        Optional.of(
                                new HeldRecord(
                                        "type",
                                        "id",
                                        "1",
                                        version,
                                        state,
                                        null,
                                        subject.forced(known),
                                        subject.refetched(known)));
            }
        }
    }

    private static Arrival<String> live(long offset, int version) {
        return new Arrival<>(
                "v" + version,
                version(version),
                at(offset),
                ReplayMark.NONE,
                false,
                Optional.empty());
    }

    private static Arrival<String> forced(long offset, int version) {
        var mark = new ReplayMark(Optional.of("r" + offset), Optional.of("jane"), true);
        return new Arrival<>(
                "v" + version, version(version), at(offset), mark, true, Optional.empty());
    }

    private static HeldRecord held(int version, @Nullable Cause forced) {
        return new HeldRecord(
                "salesOrder", "id", "1", version(version), "v" + version, null, forced, null);
    }

    private static Cause at(long offset) {
        return new Cause("orders", 0, offset, Instant.EPOCH);
    }

    private static Version version(int seconds) {
        return new Version(Instant.ofEpochSecond(seconds), Instant.EPOCH);
    }
}
