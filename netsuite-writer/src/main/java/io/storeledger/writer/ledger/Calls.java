package io.storeledger.writer.ledger;

import io.storeledger.clients.http.ApiException;
import io.storeledger.common.event.WriteOutcome.Call;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The calls made for one record, in order, for the audit log.
public final class Calls {
    private final Clock clock;
    private final List<Call> made = new ArrayList<>();

    /// No call yet.
    public Calls(Clock clock) {
        this.clock = clock;
    }

    /// Makes a call and notes what was sent, what came back and how long it took.
    public <T> T call(
            String operation,
            @Nullable ObjectNode sent,
            Supplier<T> call,
            Function<T, String> answer) {
        Instant started = clock.instant();
        try {
            T result = call.get();
            note(operation, sent, answer.apply(result), started);
            return result;
        } catch (ApiException e) {
            note(operation, sent, String.valueOf(e.getMessage()), started);
            throw e;
        }
    }

    /// The calls so far.
    public List<Call> made() {
        return List.copyOf(made);
    }

    private void note(
            String operation, @Nullable ObjectNode sent, @Nullable String answer, Instant started) {
        long millis = Duration.between(started, clock.instant()).toMillis();
        made.add(new Call(operation, sent, answer, millis));
    }
}
