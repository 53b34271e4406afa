package io.storeledger.writer.order;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.ApiException.NotFound;
import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.clients.http.ApiException.Transient;
import io.storeledger.clients.http.ApiException.Unauthorized;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.RejectedSome;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Outcome.Skipped;
import io.storeledger.common.consume.Reason;
import io.storeledger.common.consume.RecordHandler;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.writer.held.HeldRecords;
import io.storeledger.writer.mapping.ExternalIds;
import io.storeledger.writer.mapping.Rules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings orders into NetSuite: judges which snapshot counts, has it written, and writes down what
/// came of it.
public final class OrderHandler implements RecordHandler {
    /// Refused credentials are mended by a person; a look a minute is enough to notice.
    private static final Duration WHILE_REFUSED = Duration.ofMinutes(1);

    private final String connection;
    private final HeldRecords held;
    private final Ledger ledger;
    private final SalesOrderWriter writer;
    private final Clock clock;
    private final Timer latency;

    public OrderHandler(
            String connection,
            Rules rules,
            NetSuiteClient netSuite,
            HeldRecords held,
            Publisher publisher,
            Clock clock,
            MeterRegistry metrics) {
        this.connection = connection;
        this.held = held;
        this.clock = clock;
        this.ledger = new Ledger(publisher, held);
        this.writer =
                new SalesOrderWriter(
                        netSuite,
                        new CustomerWriter(netSuite, held, ledger, rules),
                        new Items(netSuite, clock),
                        rules,
                        clock);
        this.latency =
                Timer.builder("storeledger.webhook.to.netsuite")
                        .description("From the webhook's arrival to NetSuite's answer")
                        .tag("connection", connection)
                        .publishPercentileHistogram()
                        .register(metrics);
    }

    @Override
    public Outcome handle(Batch batch) {
        Instant started = clock.instant();
        List<OrderSnapshot> snapshots;
        try {
            snapshots =
                    batch.records().stream()
                            .map(record -> Json.read(record.value(), OrderSnapshot.class))
                            .toList();
        } catch (MalformedJsonException e) {
            return new Rejected(new Reason("malformed", "The record is " + e.getMessage() + "."));
        }
        OrderSnapshot newest =
                snapshots.stream().max(Comparator.comparing(OrderSnapshot::version)).orElseThrow();
        String externalId =
                new ExternalIds(newest.store()).salesOrder(Long.toString(newest.orderId()));
        var calls = new Calls(clock);
        Verdict verdict;
        try {
            verdict = judge(newest, held.find(externalId), batch.attempt(), calls);
        } catch (ApiException e) {
            verdict = verdict(e);
        }
        settle(batch, newest, externalId, verdict, calls, started);
        return verdict.outcome();
    }

    private Verdict judge(
            OrderSnapshot snapshot, Optional<HeldRecord> known, int attempt, Calls calls) {
        String order = "Order " + snapshot.orderId();
        return switch (snapshot.disposition()) {
            case IMPORT -> {
                if (known.filter(h -> snapshot.version().isOlderThan(h.version())).isPresent()) {
                    yield skipped(
                            "old-news", "NetSuite holds a newer state of " + order + ".", known);
                }
                yield writer.write(snapshot, known, attempt, calls);
            }
            case INCOMPLETE ->
                    skipped("incomplete", order + " is Incomplete: no order yet.", known);
            case STATUS_NOT_IMPORTED ->
                    skipped(
                            "status-not-imported",
                            order + " is in a status that orders.importStatuses does not name.",
                            known);
            case ARCHIVED -> skipped("archived", order + " is archived in the store.", known);
            case GONE -> skipped("gone", "The store has no " + order + " any more.", known);
        };
    }

    private static Verdict skipped(String code, String text, Optional<HeldRecord> known) {
        return new Verdict(
                new Skipped(new Reason(code, text)), known.map(HeldRecord::internalId), "");
    }

    private static Verdict verdict(ApiException e) {
        String message = String.valueOf(e.getMessage());
        Outcome outcome =
                switch (e) {
                    case Transient later ->
                            new Retry(later.retryAfter(), new Reason("netsuite-away", message));
                    case Unauthorized refused ->
                            new Halt(WHILE_REFUSED, new Reason("netsuite-refuses-us", message));
                    case NotFound gone -> new Rejected(new Reason("netsuite-refused", message));
                    case Refused refused when refused.locked() ->
                            new Retry(Optional.empty(), new Reason("locked", message));
                    case Refused refused -> new Rejected(new Reason("netsuite-refused", message));
                };
        return new Verdict(outcome, Optional.empty(), "");
    }

    /// Writes down what is final; a retry or halt is not.
    private void settle(
            Batch batch,
            OrderSnapshot snapshot,
            String externalId,
            Verdict verdict,
            Calls calls,
            Instant started) {
        Instant finished = clock.instant();
        switch (verdict.outcome()) {
            case Done done -> {
                Cause at =
                        publish(
                                batch,
                                snapshot,
                                externalId,
                                verdict,
                                Result.DONE,
                                null,
                                calls,
                                started,
                                finished);
                hold(snapshot, externalId, verdict, at);
                received(snapshot)
                        .ifPresent(at0 -> latency.record(Duration.between(at0, finished)));
            }
            case Skipped(Reason reason) -> {
                Cause at =
                        publish(
                                batch,
                                snapshot,
                                externalId,
                                verdict,
                                Result.SKIPPED,
                                reason,
                                calls,
                                started,
                                finished);
                if (verdict.holdsAsMapped()) {
                    // or an older state that comes late would count as news
                    hold(snapshot, externalId, verdict, at);
                }
            }
            case Rejected(Reason reason) ->
                    publish(
                            batch,
                            snapshot,
                            externalId,
                            verdict,
                            Result.REJECTED,
                            reason,
                            calls,
                            started,
                            finished);
            case Retry retry -> {}
            case Halt halt -> {}
            case RejectedSome some -> {}
        }
    }

    private void hold(OrderSnapshot snapshot, String externalId, Verdict verdict, Cause outcome) {
        ledger.holds(
                new HeldRecord(
                        SalesOrderWriter.TYPE,
                        externalId,
                        verdict.internalId().orElseThrow(),
                        snapshot.version(),
                        verdict.digest(),
                        outcome));
    }

    private Cause publish(
            Batch batch,
            OrderSnapshot snapshot,
            String externalId,
            Verdict verdict,
            Result result,
            @Nullable Reason reason,
            Calls calls,
            Instant started,
            Instant finished) {
        return ledger.outcome(
                batch.key(),
                new WriteOutcome(
                        connection,
                        result,
                        reason == null ? null : reason.code(),
                        reason == null ? null : reason.text(),
                        SalesOrderWriter.TYPE,
                        externalId,
                        verdict.internalId().orElse(null),
                        snapshot.version(),
                        calls.made(),
                        batch.attempt(),
                        started,
                        finished,
                        batch.records().stream().map(Cause::of).toList(),
                        received(snapshot).orElse(null)));
    }

    /// When the first of the webhooks that made us fetch this snapshot arrived.
    private static Optional<Instant> received(OrderSnapshot snapshot) {
        return snapshot.causedBy().stream().map(Cause::at).min(Comparator.naturalOrder());
    }
}
