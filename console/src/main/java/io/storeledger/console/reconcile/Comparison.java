package io.storeledger.console.reconcile;

import io.storeledger.common.event.Finding;
import io.storeledger.common.event.Finding.Kind;
import io.storeledger.common.event.Finding.What;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.VendorDates;
import io.storeledger.console.reconcile.ImportLog.Outcome;
import io.storeledger.console.reconcile.ImportLog.Trouble;
import io.storeledger.mapping.ExpectedTotals;
import io.storeledger.mapping.ExpectedTotals.Expected;
import io.storeledger.mapping.ExternalIds;
import io.storeledger.mapping.ImportRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Compares both sides' books; pure.
final class Comparison {
    private final Run run;
    private final ImportRule rule;
    private final ExternalIds ids;
    private final Books books;
    private final List<Finding> findings = new ArrayList<>();
    private long agree;
    private long notImported;

    /// Which reconciliation it is for.
    ///
    /// @param margin what changed more lately is on its way
    /// @param longestWait what changed longer ago is not, tried or not
    /// @param now when it is made
    record Run(
            String id,
            String connection,
            String store,
            Duration margin,
            Duration longestWait,
            Instant now) {}

    private Comparison(Run run, ImportRule rule, Books books) {
        this.run = run;
        this.rule = rule;
        this.ids = new ExternalIds(run.store());
        this.books = books;
    }

    static Verdicts of(Run run, ImportRule rule, Books books) {
        return new Comparison(run, rule, books).compare();
    }

    private Verdicts compare() {
        books.orders().values().forEach(this::order);
        books.refunds().values().forEach(this::refund);
        books.transactions().values().forEach(this::notInStore);
        findings.sort(
                Comparator.comparingLong(Finding::orderId)
                        .thenComparing(Finding::what)
                        .thenComparingLong(Finding::id));
        return new Verdicts(
                findings, books.orders().size(), books.refunds().size(), agree, notImported);
    }

    private void order(ObjectNode order) {
        long id = order.path("id").asLong(0);
        if (!rule.of(order).isImported()) {
            notImported++;
            return;
        }
        var subject =
                new Subject(
                        run,
                        What.ORDER,
                        id,
                        id,
                        ids.salesOrder(Long.toString(id)),
                        time(order, "date_created"),
                        time(order, "date_modified").or(() -> time(order, "date_created")),
                        ExpectedTotals.currency(order).orElse(""));
        compare(subject, ExpectedTotals.ofOrder(order), "");
    }

    private void refund(ObjectNode refund) {
        long id = refund.path("id").asLong(0);
        long orderId = refund.path("order_id").asLong(0);
        Optional<ObjectNode> order = order(orderId);
        Optional<Transaction> sale = transaction(ids.salesOrder(Long.toString(orderId)));
        boolean imported = order.filter(found -> rule.of(found).isImported()).isPresent();
        if (sale.isEmpty() && !imported) {
            notImported++;
            return;
        }
        String currency =
                order.flatMap(ExpectedTotals::currency)
                        .or(() -> sale.flatMap(Transaction::currency))
                        .orElse("");
        var subject =
                new Subject(
                        run,
                        What.REFUND,
                        id,
                        orderId,
                        ids.creditMemo(Long.toString(id)),
                        time(refund, "created"),
                        time(refund, "created"),
                        currency);
        String more = sale.isEmpty() ? " Its order is not in NetSuite either." : "";
        compare(subject, ExpectedTotals.ofRefund(refund, currency), more);
    }

    /// @param more a sentence for when NetSuite has none
    private void compare(Subject subject, Expected expected, String more) {
        Optional<Transaction> there = transaction(subject.externalId());
        if (there.isPresent()) {
            there(subject, expected, there.get());
            return;
        }
        switch (expected) {
            case ExpectedTotals.Nothing _ -> agree++;
            case ExpectedTotals.Total(BigDecimal amount, String _) ->
                    absent(subject, Optional.of(amount), more);
            case ExpectedTotals.Unclear _ -> absent(subject, Optional.empty(), more);
        }
    }

    private void there(Subject subject, Expected expected, Transaction there) {
        switch (expected) {
            case ExpectedTotals.Total(BigDecimal amount, String _) -> there(subject, amount, there);
            case ExpectedTotals.Nothing _ -> there(subject, BigDecimal.ZERO, there);
            case ExpectedTotals.Unclear(String reason) ->
                    findings.add(
                            subject.finding(
                                    Kind.TOTAL_DIFFERS,
                                    Sentences.unclear(subject, there, reason),
                                    Optional.empty(),
                                    Optional.of(there)));
        }
    }

    private void there(Subject subject, BigDecimal due, Transaction there) {
        BigDecimal held = there.voided() ? BigDecimal.ZERO : there.total();
        boolean sameCurrency = there.currency().map(subject.currency()::equals).orElse(true);
        if (sameCurrency && held.compareTo(due) == 0) {
            agree++;
        } else {
            differs(subject, due, there);
        }
    }

    private void differs(Subject subject, BigDecimal due, Transaction there) {
        Optional<Trouble> trying =
                books.log().underWay(subject.what(), subject.key(), subject.externalId());
        boolean newer =
                books.log()
                        .held(subject.externalId())
                        .filter(held ->
                                subject.changedAt()
                                        .filter(held.version().modified()::isAfter)
                                        .isPresent())
                        .isPresent();
        Optional<String> rejected =
                rejection(subject)
                        .map(outcome -> outcome.reason().orElse("no reason is told"))
                        .or(() -> unfetched(subject).map(Trouble::reason));
        boolean onItsWay =
                !subject.isOverdue()
                        && (trying.isPresent()
                                || (rejected.isEmpty() && (subject.isYoung() || newer)));
        String totals = Sentences.totals(subject, due, there);
        String why;
        if (trying.isPresent()) {
            why = Sentences.tried(trying.get());
        } else if (onItsWay) {
            why = Sentences.changed(subject);
        } else if (there.voided()) {
            why = "It was voided in NetSuite.";
        } else if (there.isBegun()) {
            why = Sentences.begun(there);
        } else {
            why = rejected.map(Sentences::changeRejected).orElse("");
        }
        findings.add(
                subject.finding(
                        onItsWay ? Kind.WAITING : Kind.TOTAL_DIFFERS,
                        (totals + " " + why).strip(),
                        Optional.of(due),
                        Optional.of(there)));
    }

    private void absent(Subject subject, Optional<BigDecimal> due, String more) {
        var log = books.log();
        Optional<Trouble> trying =
                log.underWay(subject.what(), subject.key(), subject.externalId());
        Optional<Outcome> rejected = rejection(subject);
        Optional<Trouble> unfetched = unfetched(subject);
        Kind kind;
        String sentence;
        if (trying.isPresent()) {
            kind = subject.isOverdue() ? Kind.MISSING : Kind.WAITING;
            sentence = Sentences.waiting(subject, due) + " " + Sentences.tried(trying.get());
        } else if (rejected.isPresent()) {
            kind = Kind.REJECTED;
            sentence = Sentences.rejected(subject, due, rejected.get().reason().orElse(""));
        } else if (log.held(subject.externalId()).isPresent()) {
            kind = Kind.GONE_FROM_NETSUITE;
            sentence = Sentences.gone(subject, due, log.held(subject.externalId()).orElseThrow());
        } else if (unfetched.isPresent()) {
            kind = Kind.REJECTED;
            sentence = Sentences.rejected(subject, due, unfetched.get().reason());
        } else if (subject.isYoung()) {
            kind = Kind.WAITING;
            sentence = Sentences.waiting(subject, due);
        } else {
            kind = Kind.MISSING;
            sentence =
                    Sentences.missing(subject, due)
                            + log.outcome(subject.externalId())
                                    .map(Sentences::lastSkipped)
                                    .orElse("");
        }
        findings.add(subject.finding(kind, sentence + more, due, Optional.empty()));
    }

    /// What NetSuite has of the period, and the store has not, or has put away.
    private void notInStore(Transaction there) {
        if (there.isClosed()) {
            return;
        }
        Optional<Long> number = number(there);
        if (number.isEmpty()) {
            return;
        }
        long id = number.get();
        if (there.isSalesOrder()) {
            Optional<ObjectNode> order = order(id);
            boolean archived =
                    order.filter(found -> rule.of(found) == Disposition.ARCHIVED).isPresent();
            if (order.isEmpty() || archived) {
                notInStore(What.ORDER, id, id, there, archived);
            }
        } else if (!books.refunds().containsKey(id) && !books.otherRefunds().containsKey(id)) {
            notInStore(What.REFUND, id, orderOf(there), there, false);
        }
    }

    private void notInStore(What what, long id, long orderId, Transaction there, boolean archived) {
        var subject =
                new Subject(
                        run,
                        what,
                        id,
                        orderId,
                        there.externalId(),
                        Optional.empty(),
                        Optional.empty(),
                        there.currency().orElse(""));
        findings.add(
                subject.finding(
                        Kind.NOT_IN_STORE,
                        Sentences.notInStore(subject, there, archived),
                        Optional.empty(),
                        Optional.of(there)));
    }

    private long orderOf(Transaction credit) {
        return books.log()
                .outcome(credit.externalId())
                .map(Outcome::key)
                .map(key -> key.substring(key.lastIndexOf('/') + 1))
                .or(() -> Optional.of(credit.reference().split("-", 2)[0]))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .orElse(0L);
    }

    private Optional<Trouble> unfetched(Subject subject) {
        return books.log().unfetched(subject.key(), subject.externalId());
    }

    private Optional<Outcome> rejection(Subject subject) {
        return books.log()
                .outcome(subject.externalId())
                .filter(outcome -> outcome.result() == Result.REJECTED);
    }

    private Optional<ObjectNode> order(long id) {
        return Optional.ofNullable(books.orders().get(id))
                .or(() -> Optional.ofNullable(books.otherOrders().get(id)));
    }

    private Optional<Transaction> transaction(String externalId) {
        return Optional.ofNullable(books.transactions().get(externalId));
    }

    /// The store's number of what a transaction is of, as its external id tells it.
    static Optional<Long> number(Transaction transaction) {
        String id = transaction.externalId();
        return Optional.of(id.substring(id.lastIndexOf('-') + 1))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }

    private static Optional<Instant> time(ObjectNode record, String field) {
        return VendorDates.parse(record.path(field).asString(""));
    }
}
