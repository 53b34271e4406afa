package io.storeledger.writer.refund;

import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Reason;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.json.Json;
import io.storeledger.mapping.Digest;
import io.storeledger.mapping.MappedRefund.Mapped;
import io.storeledger.mapping.MappedRefund.NothingRefunded;
import io.storeledger.mapping.MappedRefund.Unmappable;
import io.storeledger.mapping.References;
import io.storeledger.mapping.RefundMapper;
import io.storeledger.mapping.Rules;
import io.storeledger.mapping.StoreOrder;
import io.storeledger.writer.ledger.Calls;
import io.storeledger.writer.ledger.Verdict;
import io.storeledger.writer.order.Items;
import io.storeledger.writer.refund.CreditRoute.Alone;
import io.storeledger.writer.refund.CreditRoute.FromCashSale;
import io.storeledger.writer.refund.CreditRoute.FromInvoice;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Writes the credit of one refund, once; see `docs/decisions/007`.
final class CreditWriter {
    /// Billing is a matter of hours or days; a look now and then is enough.
    private static final Duration UNTIL_BILLED = Duration.ofMinutes(10);

    /// What a record that is made of another one has from there.
    private static final List<String> INHERITED = List.of("entity", "subsidiary", "currency");

    private final NetSuiteClient netSuite;
    private final Items items;
    private final Rules rules;
    private final Billing billing;
    private final CreditProof proof;

    CreditWriter(NetSuiteClient netSuite, Items items, Rules rules) {
        this.netSuite = netSuite;
        this.items = items;
        this.rules = rules;
        this.billing = new Billing(netSuite);
        this.proof = new CreditProof(netSuite);
    }

    /// The type of credit that the rules ask for.
    String type() {
        return switch (rules.refunds().kind()) {
            case CREDIT_MEMO, FROM_INVOICE -> CreditRoute.CREDIT_MEMO;
            case CASH_REFUND -> CreditRoute.CASH_REFUND;
        };
    }

    /// Writes the credit if there is something to write.
    ///
    /// @param name what people call the refund, at the beginning of a sentence
    /// @param externalId of the credit
    /// @param known the credit that we wrote
    /// @param salesOrder the internal id of the order's sales order
    Verdict write(
            String name,
            String externalId,
            ObjectNode refund,
            StoreOrder order,
            Optional<HeldRecord> known,
            String salesOrder,
            Calls calls) {
        var references =
                new References(
                        items.find(RefundMapper.skusOf(refund, order, rules)), Optional.empty());
        return switch (RefundMapper.map(refund, order, rules, references, known.isPresent())) {
            case NothingRefunded(String reason) -> Verdict.skipped("declined", reason, known);
            case Unmappable(List<String> reasons) ->
                    Verdict.rejected("unmappable", String.join(" ", reasons));
            case Mapped mapped -> {
                calls.proved(mapped.proof());
                String digest = Digest.ofCredit(mapped.proof());
                if (known.isEmpty()) {
                    yield create(name, externalId, mapped, salesOrder, calls).ifDone(digest);
                }
                yield known.get().digest().equals(digest)
                        ? Verdict.unchanged(known.get())
                        : change(name, known.get().type(), known.get().internalId(), mapped, calls)
                                .ifDone(digest);
            }
        };
    }

    private Verdict create(
            String name, String externalId, Mapped mapped, String salesOrder, Calls calls) {
        BigDecimal total = mapped.proof().expectedTotal();
        Optional<CreditRoute> billed =
                switch (rules.refunds().kind()) {
                    case CREDIT_MEMO -> Optional.of(new Alone());
                    case FROM_INVOICE -> billing.invoice(salesOrder, total, calls);
                    case CASH_REFUND -> billing.cashSale(salesOrder, calls);
                };
        if (billed.isPresent()) {
            return create(name, externalId, mapped, billed.get(), salesOrder, calls);
        }
        String text =
                "%s: its order is not billed yet, and rules.refunds.kind needs that."
                        .formatted(name);
        return switch (rules.refunds().notBilled()) {
            case CREDIT_MEMO -> create(name, externalId, mapped, new Alone(), salesOrder, calls);
            case WAIT ->
                    new Verdict(
                            new Retry(Optional.of(UNTIL_BILLED), new Reason("not-billed", text)),
                            Optional.empty(),
                            "");
            case REJECT -> Verdict.rejected("not-billed", text);
        };
    }

    private Verdict create(
            String name,
            String externalId,
            Mapped mapped,
            CreditRoute route,
            String salesOrder,
            Calls calls) {
        ObjectNode body = mapped.body().deepCopy();
        body.put("externalId", externalId);
        String id;
        try {
            id = post(mapped, route, body, salesOrder, calls);
        } catch (Refused e) {
            if (!e.alreadyExists()) {
                throw e;
            }
            // an answer was lost: the one that stands is ours
            return adopt(name, externalId, mapped, e, calls);
        }
        Verdict written = Verdict.done(id).as(route.type());
        return route instanceof Alone && !mapped.proof().proofAfterWrite()
                ? written
                : proof.check(written, route.type(), mapped.proof(), calls);
    }

    private String post(
            Mapped mapped, CreditRoute route, ObjectNode body, String salesOrder, Calls calls) {
        try {
            return send(mapped, route, body.deepCopy(), salesOrder, calls);
        } catch (Refused e) {
            if (!e.path().contains("entity") || !reactivated(customer(salesOrder, calls), calls)) {
                throw e;
            }
            return send(mapped, route, body, salesOrder, calls);
        }
    }

    private String send(
            Mapped mapped, CreditRoute route, ObjectNode body, String salesOrder, Calls calls) {
        return switch (route) {
            case Alone alone -> {
                body.putObject("entity").put("id", customer(salesOrder, calls));
                yield calls.call(
                        "POST creditMemo",
                        body,
                        () -> netSuite.create(alone.type(), body),
                        created -> created);
            }
            case FromInvoice(String invoice, BigDecimal open) -> {
                apply(body, invoice, open.min(mapped.proof().expectedTotal()));
                yield transform("invoice", invoice, route, body, mapped.sublists(), calls);
            }
            case FromCashSale(String cashSale) ->
                    transform("cashSale", cashSale, route, body, mapped.sublists(), calls);
        };
    }

    /// NetSuite takes no credit of an inactive customer, as one whose account was deleted since.
    ///
    /// @return whether it was inactive, and is not any more
    private boolean reactivated(String customer, Calls calls) {
        boolean inactive =
                calls.call(
                        "GET customer",
                        null,
                        () ->
                                netSuite.get("customer", customer, "isInactive")
                                        .path("isInactive")
                                        .asBoolean(false),
                        is -> is ? "inactive" : "active");
        if (inactive) {
            ObjectNode active = Json.object().put("isInactive", false);
            calls.call(
                    "PATCH customer",
                    active,
                    () -> {
                        netSuite.update("customer", customer, active);
                        return customer;
                    },
                    id -> id);
        }
        return inactive;
    }

    /// The customer is whoever the sales order says, however it came to be.
    private String customer(String salesOrder, Calls calls) {
        return calls.call(
                "GET salesOrder",
                null,
                () ->
                        netSuite.get("salesOrder", salesOrder, "entity")
                                .path("entity")
                                .path("id")
                                .asString(""),
                id -> "customer " + id);
    }

    private String transform(
            String from,
            String id,
            CreditRoute route,
            ObjectNode body,
            String sublists,
            Calls calls) {
        body.remove(INHERITED);
        return calls.call(
                "POST %s/!transform/%s".formatted(from, route.type()),
                body,
                () -> netSuite.transform(from, id, route.type(), body, sublists),
                created -> created);
    }

    private static void apply(ObjectNode body, String invoice, BigDecimal amount) {
        if (amount.signum() > 0) {
            ObjectNode line = body.putObject("apply").putArray("items").addObject();
            line.putObject("doc").put("id", invoice);
            line.put("apply", true);
            line.put("amount", amount);
        }
    }

    private Verdict adopt(
            String name, String externalId, Mapped mapped, Refused refusal, Calls calls) {
        for (String type : List.of(CreditRoute.CREDIT_MEMO, CreditRoute.CASH_REFUND)) {
            Optional<ObjectNode> there =
                    calls.call(
                            "GET " + type,
                            null,
                            () -> netSuite.find(type, externalId, "id", "total"),
                            found ->
                                    found.map(credit -> credit.path("id").asString(""))
                                            .orElse("none"));
            if (there.isPresent()) {
                String id = there.get().path("id").asString("");
                boolean asMapped =
                        CreditProof.money(there.get(), "total")
                                        .compareTo(mapped.proof().expectedTotal())
                                == 0;
                return asMapped ? Verdict.done(id).as(type) : change(name, type, id, mapped, calls);
            }
        }
        throw refusal;
    }

    /// Writes the lines of a credit anew.
    private Verdict change(String name, String type, String id, Mapped mapped, Calls calls) {
        ObjectNode lines = Json.object();
        for (String field : List.of("item", "taxDetailsOverride", "taxDetails")) {
            if (mapped.body().has(field)) {
                lines.set(field, mapped.body().get(field).deepCopy());
            }
        }
        try {
            calls.call(
                    "PATCH " + type,
                    lines,
                    () -> {
                        netSuite.update(type, id, lines, mapped.sublists());
                        return id;
                    },
                    changed -> changed);
        } catch (Refused e) {
            if (e.locked()) {
                throw e;
            }
            String text =
                    "%s now comes to %s %s, but %s can't be changed to that; do so in NetSuite. %s"
                            .formatted(
                                    name,
                                    mapped.proof().expectedTotal().toPlainString(),
                                    mapped.proof().currency(),
                                    CreditRoute.words(type, id),
                                    e.getMessage());
            return new Verdict(
                    new Rejected(new Reason("credit-not-changed", text)),
                    Optional.of(type),
                    Optional.of(id),
                    "");
        }
        Verdict written = Verdict.done(id).as(type);
        return mapped.proof().proofAfterWrite() && written.outcome() instanceof Done
                ? proof.check(written, type, mapped.proof(), calls)
                : written;
    }
}
