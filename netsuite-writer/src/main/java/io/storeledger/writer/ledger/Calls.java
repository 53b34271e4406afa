package io.storeledger.writer.ledger;

import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.ApiException.NotFound;
import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.clients.http.ApiException.Transient;
import io.storeledger.clients.http.ApiException.Unauthorized;
import io.storeledger.common.event.WriteOutcome.Call;
import io.storeledger.mapping.Arithmetic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The calls made for one record, in order, and the arithmetic behind them, for the audit log.
public final class Calls {
    private final Clock clock;
    private final List<Made> made = new ArrayList<>();
    private @Nullable String proof;

    private record Made(Call call, Effect effect) {}

    /// What a call may have changed.
    private enum Effect {
        /// It succeeded.
        DONE,
        /// It was refused in so many words, or nobody knows.
        DOUBTFUL,
        /// There was no connection, no room, no leave: NetSuite did not act on it.
        NOTHING
    }

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
            note(operation, sent, answer.apply(result), started, Effect.DONE);
            return result;
        } catch (ApiException e) {
            note(operation, sent, String.valueOf(e.getMessage()), started, effect(e));
            throw e;
        }
    }

    /// Notes by which arithmetic it was proved what is to be written.
    public void proved(Arithmetic arithmetic) {
        proof = arithmetic.toString();
    }

    /// The arithmetic, on one line; empty if nothing was mapped.
    public Optional<String> proof() {
        return Optional.ofNullable(proof);
    }

    /// The calls so far.
    public List<Call> made() {
        return made.stream().map(Made::call).toList();
    }

    /// The calls of a try that failed, for the log of attempts, with no more bodies than it can
    /// bear: an outage may last for days, and a thousand records try again every two minutes.
    ///
    /// What succeeded keeps its body: it is not sent again. What was refused, or may have been done
    /// although its answer was lost, keeps it at the attempts 1, 2, 4, 8 and so on: between them
    /// the same is sent again. What NetSuite can't have acted on has none (no connection, 429, 503,
    /// refused credentials): the try that gets through brings it.
    ///
    /// @param attempt the how-manieth try it was, from 1
    public List<Call> tried(int attempt) {
        boolean told = Integer.bitCount(attempt) == 1;
        return made.stream()
                .map(one ->
                        switch (one.effect()) {
                            case DONE -> one.call();
                            case DOUBTFUL -> told ? one.call() : withoutBody(one.call());
                            case NOTHING -> withoutBody(one.call());
                        })
                .toList();
    }

    private static Call withoutBody(Call call) {
        return new Call(call.operation(), null, call.answer(), call.millis());
    }

    private static Effect effect(ApiException e) {
        return switch (e) {
            case Transient later -> later.mayHaveBeenDone() ? Effect.DOUBTFUL : Effect.NOTHING;
            case Unauthorized refused -> Effect.NOTHING;
            case NotFound gone -> Effect.DOUBTFUL;
            case Refused refused -> Effect.DOUBTFUL;
        };
    }

    private void note(
            String operation,
            @Nullable ObjectNode sent,
            @Nullable String answer,
            Instant started,
            Effect effect) {
        long millis = Duration.between(started, clock.instant()).toMillis();
        made.add(new Made(new Call(operation, sent, answer, millis), effect));
    }
}
