package io.storeledger.console.reconcile;

import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.Money;
import io.storeledger.console.reconcile.ImportLog.Outcome;
import io.storeledger.console.reconcile.ImportLog.Trouble;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// What is wrong, in words that an accountant understands.
final class Sentences {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Sentences() {}

    static String missing(Subject subject, Optional<BigDecimal> due) {
        return "%s%s is not in NetSuite: there is no %s for it, and nothing says why."
                .formatted(subject.name(), of(subject, due), subject.target());
    }

    static String lastSkipped(Outcome last) {
        return last.reason()
                .map(reason ->
                        " When it was looked at last (%s): %s".formatted(at(last.at()), reason))
                .orElse("");
    }

    static String rejected(Subject subject, Optional<BigDecimal> due, String reason) {
        return "%s%s is not in NetSuite: it was rejected and lies in the dead letters. %s"
                .formatted(subject.name(), of(subject, due), reason)
                .strip();
    }

    static String waiting(Subject subject, Optional<BigDecimal> due) {
        return (subject.isOverdue()
                        ? "%s%s is not in NetSuite, though it should be by now."
                        : "%s%s is not in NetSuite yet; it is on its way.")
                .formatted(subject.name(), of(subject, due));
    }

    static String changed(Subject subject) {
        return "The store changed it%s; the change is on its way."
                .formatted(subject.changedAt().map(time -> " at " + at(time)).orElse(""));
    }

    static String tried(Trouble last) {
        return "The last try (%s) did not succeed and is repeated: %s"
                .formatted(at(last.at()), last.reason());
    }

    static String gone(Subject subject, Optional<BigDecimal> due, HeldRecord held) {
        return "%s%s was in NetSuite as %s and is not there any more: somebody has deleted it."
                .formatted(subject.name(), of(subject, due), held.internalId());
    }

    static String totals(Subject subject, BigDecimal due, Transaction there) {
        String verb =
                switch (subject.what()) {
                    case ORDER -> "charged";
                    case REFUND -> "paid back";
                };
        BigDecimal held = there.voided() ? BigDecimal.ZERO : there.total();
        String theirs = there.currency().orElse(subject.currency());
        String difference =
                theirs.equals(subject.currency())
                        ? ", a difference of " + money(held.subtract(due), theirs)
                        : "";
        return "%s: the store %s %s, %s in NetSuite totals %s%s."
                .formatted(
                        subject.name(),
                        verb,
                        money(due, subject.currency()),
                        named(there),
                        money(held, theirs),
                        difference);
    }

    static String begun(Transaction there) {
        String state =
                switch (there.status()) {
                    case "C" -> "is cancelled";
                    case "H" -> "is closed";
                    case "G" -> "is billed";
                    default -> "had begun to be fulfilled";
                };
        return "The sales order %s in NetSuite when the order was changed in the store, so that the change was not taken over; correct it in NetSuite if it is due."
                .formatted(state);
    }

    static String changeRejected(String reason) {
        return "Its last change was rejected and lies in the dead letters: " + reason;
    }

    static String unclear(Subject subject, Transaction there, String reason) {
        return "%s can't be compared with %s in NetSuite, which totals %s: %s"
                .formatted(
                        subject.name(),
                        named(there),
                        money(there.total(), there.currency().orElse(subject.currency())),
                        reason);
    }

    static String notInStore(Subject subject, Transaction there, boolean archived) {
        String held = "%s of %s".formatted(named(there), money(there.total(), subject.currency()));
        return archived
                ? "%s is archived in the store, and NetSuite still has its %s open; close it there if the order was void."
                        .formatted(subject.name(), held)
                : "NetSuite has the %s, and the store has no %s any more: it was deleted there."
                        .formatted(held, subject.name().toLowerCase(Locale.ROOT));
    }

    private static String named(Transaction there) {
        return there.name() + " " + there.internalId();
    }

    private static String of(Subject subject, Optional<BigDecimal> due) {
        String amount = due.map(total -> " over " + money(total, subject.currency())).orElse("");
        return amount + subject.placedAt().map(time -> " of " + at(time)).orElse("");
    }

    private static String money(BigDecimal amount, String currency) {
        return Money.say(amount, currency);
    }

    private static String at(Instant time) {
        return TIME.format(time);
    }
}
