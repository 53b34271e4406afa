package io.storeledger.console.timeline.step;

import io.storeledger.common.event.PersonalData;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.console.timeline.step.Step.Kind;
import io.storeledger.console.timeline.step.Term.By;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the writer did.
final class OutcomeSteps {
    private OutcomeSteps() {}

    static Reading read(LogRecord record) {
        WriteOutcome outcome = Events.read(record, WriteOutcome.class);
        Sketch sketch =
                new Sketch(
                                record,
                                PersonalData.sentBy(outcome.calls()),
                                kind(outcome),
                                title(outcome))
                        .detail(outcome.reason())
                        .fact("recordType", outcome.type())
                        .fact("internalId", outcome.internalId())
                        .fact("externalId", outcome.externalId())
                        .fact("reasonCode", outcome.reasonCode())
                        .fact("attempt", outcome.attempt())
                        .fact("millis", millis(outcome))
                        .fact("sinceReceived", sinceReceived(outcome))
                        .fact("proof", outcome.proof())
                        .fact("replay", outcome.replay())
                        .by(outcome.replayedBy())
                        .fact("modified", outcome.version().modified())
                        .fact("connection", outcome.connection())
                        .calls(outcome.calls())
                        .causedBy(outcome.causedBy())
                        .term(Term.of(By.EXTERNAL_ID, outcome.externalId()));
        if (outcome.internalId() != null) {
            sketch.term(Term.of(By.INTERNAL_ID, outcome.internalId()));
        }
        return sketch.reading();
    }

    private static Kind kind(WriteOutcome outcome) {
        return switch (outcome.result()) {
            case DONE -> Kind.WRITTEN;
            case SKIPPED -> Kind.SKIPPED;
            case REJECTED -> Kind.REJECTED;
        };
    }

    private static String title(WriteOutcome outcome) {
        String type = outcome.type();
        return switch (outcome.result()) {
            case DONE ->
                    outcome.internalId() == null
                            ? "Written to NetSuite: " + type
                            : "Written to NetSuite: %s %s".formatted(type, outcome.internalId());
            case SKIPPED -> "Not written to NetSuite: nothing to do for the " + type;
            case REJECTED -> "Rejected: the %s was not written to NetSuite".formatted(type);
        };
    }

    private static long millis(WriteOutcome outcome) {
        return Duration.between(outcome.startedAt(), outcome.finishedAt()).toMillis();
    }

    private static @Nullable String sinceReceived(WriteOutcome outcome) {
        return outcome.receivedAt() == null
                ? null
                : Duration.between(outcome.receivedAt(), outcome.finishedAt()).toMillis() + " ms";
    }
}
