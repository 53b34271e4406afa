package io.storeledger.writer.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.ApiException.NotFound;
import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.clients.http.ApiException.Transient;
import io.storeledger.clients.http.ApiException.Unauthorized;
import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.RejectedSome;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Outcome.Skipped;
import io.storeledger.common.consume.Reason;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.metric.FlowMetrics;
import io.storeledger.writer.held.HeldRecords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Has a record written to NetSuite and writes down what came of it: the outcome, and what NetSuite
/// now holds. All handlers of a connection share one.
public final class Bookkeeper {
    private static final List<String> RECORDS =
            List.of("salesOrder", "customer", "creditMemo", "cashRefund");

    private final String connection;
    private final HeldRecords held;
    private final Ledger ledger;
    private final Clock clock;
    private final MeterRegistry metrics;

    /// The books of one connection.
    public Bookkeeper(
            String connection,
            HeldRecords held,
            Ledger ledger,
            Clock clock,
            MeterRegistry metrics) {
        this.connection = connection;
        this.held = held;
        this.ledger = ledger;
        this.clock = clock;
        this.metrics = metrics;
        RECORDS.forEach(type -> FlowMetrics.WEBHOOK_TO_NETSUITE.of(metrics, connection, type));
    }

    /// The work itself.
    @FunctionalInterface
    public interface Work {
        /// Writes the record, if there is something to write.
        ///
        /// @param known what NetSuite holds of it, as far as we wrote it
        /// @throws ApiException which becomes the verdict that it calls for
        Verdict write(Optional<HeldRecord> known, Calls calls);
    }

    /// What NetSuite holds of a record, as far as we wrote it.
    public Optional<HeldRecord> known(String externalId) {
        return held.find(externalId);
    }

    /// Has the work done, and writes down what is final: a retry or a halt is not.
    public Outcome book(Batch batch, Subject subject, Work work) {
        Instant started = clock.instant();
        Optional<HeldRecord> known = held.find(subject.externalId());
        var calls = new Calls(clock);
        Verdict verdict;
        try {
            verdict = work.write(subject.against(known), calls);
        } catch (ApiException e) {
            verdict = verdict(e);
        }
        var entry = new Entry(batch, subject, known, verdict, calls, started, clock.instant());
        return switch (verdict.outcome()) {
            case Done done -> {
                hold(entry, publish(entry, Result.DONE, null));
                took(entry);
                yield done;
            }
            case Skipped skipped -> {
                Cause at = publish(entry, Result.SKIPPED, skipped.reason());
                if (verdict.holdsAsMapped()) {
                    // or an older state that comes late would count as news
                    hold(entry, at);
                }
                yield skipped;
            }
            case Rejected rejected -> {
                publish(entry, Result.REJECTED, rejected.reason());
                yield rejected;
            }
            case Retry(var after, Reason reason, var none) ->
                    new Retry(after, reason, calls.tried(batch.attempt()));
            case Halt(Reason reason, var none) -> new Halt(reason, calls.tried(batch.attempt()));
            case RejectedSome some -> some;
        };
    }

    /// What becomes of records that can't be read.
    public static Outcome malformed(MalformedJsonException e) {
        return new Rejected(new Reason("malformed", "The record is " + e.getMessage() + "."));
    }

    private record Entry(
            Batch batch,
            Subject subject,
            Optional<HeldRecord> known,
            Verdict verdict,
            Calls calls,
            Instant started,
            Instant finished) {

        String type() {
            return verdict.type().orElse(subject.type());
        }
    }

    private static Verdict verdict(ApiException e) {
        String message = String.valueOf(e.getMessage());
        Outcome outcome =
                switch (e) {
                    case Transient later ->
                            new Retry(later.retryAfter(), new Reason("netsuite-away", message));
                    case Unauthorized refused ->
                            new Halt(new Reason("netsuite-refuses-us", message));
                    case NotFound gone -> new Rejected(new Reason("netsuite-refused", message));
                    case Refused refused when refused.locked() ->
                            new Retry(Optional.empty(), new Reason("locked", message));
                    case Refused refused -> new Rejected(new Reason("netsuite-refused", message));
                };
        return new Verdict(outcome, Optional.empty(), "");
    }

    /// What a replay brings is not late.
    private void took(Entry entry) {
        if (entry.subject().replay().id().isEmpty()) {
            entry.subject()
                    .received()
                    .ifPresent(at ->
                            FlowMetrics.WEBHOOK_TO_NETSUITE
                                    .of(metrics, connection, entry.type())
                                    .record(Duration.between(at, entry.finished())));
        }
    }

    private void hold(Entry entry, Cause outcome) {
        ledger.holds(
                new HeldRecord(
                        entry.type(),
                        entry.subject().externalId(),
                        entry.verdict().internalId().orElseThrow(),
                        entry.subject().version(),
                        entry.verdict().digest(),
                        outcome,
                        entry.subject().forced(entry.known()),
                        entry.subject().refetched(entry.known())));
    }

    private Cause publish(Entry entry, Result result, @Nullable Reason reason) {
        Batch batch = entry.batch();
        return ledger.outcome(
                batch.key(),
                new WriteOutcome(
                        connection,
                        result,
                        reason == null ? null : reason.code(),
                        reason == null ? null : reason.text(),
                        entry.type(),
                        entry.subject().externalId(),
                        entry.verdict().internalId().orElse(null),
                        entry.subject().version(),
                        entry.calls().made(),
                        batch.attempt(),
                        entry.started(),
                        entry.finished(),
                        batch.records().stream().map(Cause::of).toList(),
                        entry.subject().received().orElse(null),
                        entry.calls().proof().orElse(null),
                        entry.subject().replay().id().orElse(null),
                        entry.subject().replay().by().orElse(null)));
    }
}
