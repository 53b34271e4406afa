package io.storeledger.console.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.console.log.Place;
import io.storeledger.console.timeline.step.Step;
import io.storeledger.console.timeline.step.Step.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StepOrderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void tellsADifferenceAfterTheReadingThatShowedIt() {
        // what a topology writes has the time of the record that it read
        Step read = step(Kind.READ, 0, place("netsuite.stock", 1), Map.of());
        Step changed = step(Kind.CHANGED, 0, place("bigcommerce.catalog.changes", 7), Map.of());

        assertThat(ordered(read, changed)).containsExactly(read, changed);
    }

    @Test
    void tellsNoEffectBeforeItsCauseWhateverTheClocksSay() {
        Step received = step(Kind.RECEIVED, 50, place("webhooks", 1), Map.of());
        Step fetched = step(Kind.FETCHED, 20, place("orders", 1), Map.of(), received.place());
        Step written = step(Kind.WRITTEN, 30, place("outcomes", 1), Map.of(), fetched.place());
        Step later = step(Kind.RECEIVED, 60, place("webhooks", 2), Map.of());

        assertThat(ordered(received, fetched, written, later))
                .containsExactly(received, fetched, written, later);
    }

    @Test
    void tellsWhatAPersonDidBeforeTheRecordThatItWrote() {
        Place letter = place("orders.dead-letters", 3);
        Step snapshot = step(Kind.FETCHED, 0, place("orders", 1), Map.of());
        Step rejected = step(Kind.REJECTED, 0, letter, Map.of("rejectedAt", "orders/0/1"));
        Step again = step(Kind.RECEIVED, 10, place("webhooks", 2), Map.of());
        Step redriven =
                step(
                        Kind.REDRIVEN,
                        15,
                        place("acts", 1),
                        Map.of("written", "webhooks/0/2"),
                        letter);

        assertThat(ordered(snapshot, rejected, again, redriven))
                .containsExactly(snapshot, rejected, redriven, again);
    }

    @Test
    void keepsToTheTimesWhereRecordsCauseEachOther() {
        Step one = step(Kind.FETCHED, 1, place("orders", 1), Map.of(), place("orders", 2));
        Step other = step(Kind.FETCHED, 2, place("orders", 2), Map.of(), place("orders", 1));
        Step itself = step(Kind.FETCHED, 3, place("orders", 3), Map.of(), place("orders", 3));

        assertThat(ordered(one, other, itself)).containsExactly(one, other, itself);
    }

    /// The same, however they were read.
    private static List<Step> ordered(Step... steps) {
        List<Step> shuffled = new ArrayList<>(List.of(steps));
        Collections.shuffle(shuffled, new Random(4));
        List<Step> ordered = StepOrder.of(shuffled);
        assertThat(StepOrder.of(ordered.reversed())).isEqualTo(ordered);
        return ordered;
    }

    private static Place place(String topic, long offset) {
        return new Place(topic, 0, offset);
    }

    private static Step step(
            Kind kind, int millis, Place place, Map<String, String> facts, Place... causes) {
        return new Step(
                kind,
                NOW.plusMillis(millis),
                kind.name(),
                null,
                facts,
                List.of(),
                place,
                List.of(causes));
    }
}
