package io.storeledger.mapping;

import io.storeledger.common.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Turns a refund into the credit of it and proves its total; how is told in the package's
/// description.
public final class RefundMapper {
    private final ObjectNode refund;
    private final StoreOrder order;
    private final Rules rules;
    private final References references;
    private final Trace trace;
    private final List<String> reasons = new ArrayList<>();
    private final ItemChoice items;

    private RefundMapper(
            ObjectNode refund, StoreOrder order, Rules rules, References references, Trace trace) {
        this.refund = refund;
        this.order = order;
        this.rules = rules;
        this.references = references;
        this.trace = trace;
        this.items = new ItemChoice(rules.items(), references, reasons);
    }

    /// The SKUs whose items the caller must look up for [#map]: those of goods that come back.
    public static Set<String> skusOf(ObjectNode refund, StoreOrder order, Rules rules) {
        Set<String> skus = new LinkedHashSet<>();
        for (RefundItem item : RefundItems.read(refund, order, rules, new ArrayList<>())) {
            if (item.restocked().signum() > 0
                    && ItemChoice.lookedUp(item.source(), rules.items())) {
                Products.sku(item.source()).ifPresent(skus::add);
            }
        }
        return skus;
    }

    /// The credit, or why there is none.
    ///
    /// @param refund the refund's own JSON (v3)
    /// @param order the order that it belongs to
    public static MappedRefund map(
            ObjectNode refund, StoreOrder order, Rules rules, References references) {
        return map(refund, order, rules, references, Trace.OFF);
    }

    static MappedRefund map(
            ObjectNode refund, StoreOrder order, Rules rules, References references, Trace trace) {
        return new RefundMapper(refund, order, rules, references, trace).map();
    }

    /// The credit, where it may have been credited already: one that came to nothing since, while
    /// its payments settled, is one line that says so.
    public static MappedRefund map(
            ObjectNode refund,
            StoreOrder order,
            Rules rules,
            References references,
            boolean credited) {
        MappedRefund mapped = map(refund, order, rules, references);
        return credited && mapped instanceof MappedRefund.NothingRefunded(String reason)
                ? new RefundMapper(refund, order, rules, references, Trace.OFF).nothing(reason)
                : mapped;
    }

    private MappedRefund nothing(String reason) {
        Optional<Minor> minor = order.currency().flatMap(Minor::of);
        if (minor.isEmpty()) {
            return map();
        }
        ObjectNode body = Json.object();
        Header.write(refund, order, rules, references, minor.get(), reasons, trace, body);
        Part none = RefundItems.adjustment(reason, BigDecimal.ZERO, refund, "refund.total_amount");
        return posted(
                List.of(new TaxShares.Posted(none, 0, 0)),
                Basis.INC,
                minor.get(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                reason,
                body);
    }

    private MappedRefund map() {
        Optional<Minor> minor = order.currency().flatMap(Minor::of);
        if (minor.isEmpty()) {
            return new MappedRefund.Unmappable(
                    List.of(
                            order.currency()
                                    .map(given -> "\"" + given + "\" is no currency.")
                                    .orElse("The order names no currency.")));
        }
        Optional<BigDecimal> total = Fields.money(refund, "total_amount", "the refund", reasons);
        if (total.isEmpty()) {
            reasons.add("The refund lacks total_amount; without it nothing can be proved.");
            return unmappable();
        }
        BigDecimal tax =
                Fields.money(refund, "total_tax", "the refund", reasons).orElse(BigDecimal.ZERO);
        if (total.get().signum() == 0) {
            return new MappedRefund.NothingRefunded("The refund comes to nothing.");
        }
        return switch (RefundPayments.of(refund, total.get(), minor.get(), reasons)) {
            case RefundPayments.AllDeclined declined ->
                    new MappedRefund.NothingRefunded("All payments of the refund were declined.");
            case RefundPayments.Unclear(String reason) -> {
                reasons.add(reason);
                yield unmappable();
            }
            case RefundPayments.Settled(BigDecimal declined) ->
                    map(minor.get(), total.get(), tax, declined);
        };
    }

    private MappedRefund map(Minor minor, BigDecimal total, BigDecimal tax, BigDecimal declined) {
        ObjectNode body = Json.object();
        Header.write(refund, order, rules, references, minor, reasons, trace, body);
        List<String> unreadable = new ArrayList<>();
        List<RefundItem> read = RefundItems.read(refund, order, rules, unreadable);
        reasons.addAll(unreadable);
        if (!unreadable.isEmpty()) {
            return unmappable();
        }
        return switch (RefundProof.of(refund, order, read, minor, total, tax)) {
            case BasisProof.FitsNot(List<String> arithmetic) -> {
                reasons.add("The refund's items do not add up to its total.");
                reasons.addAll(arithmetic);
                yield unmappable();
            }
            case BasisProof.Fits fits ->
                    switch (taxed(fits, tax, minor)) {
                        case TaxShares.Refused(String reason) -> {
                            reasons.add(reason);
                            yield unmappable();
                        }
                        case TaxShares.Shared(List<TaxShares.Posted> parts) ->
                                finished(
                                        parts,
                                        fits.basis(),
                                        minor,
                                        total.subtract(declined),
                                        tax,
                                        declined,
                                        fits.sum(),
                                        body);
                    };
        };
    }

    /// The tax by what the order says of each part's, or else, since a merchant may have set it, by
    /// their amounts.
    private static TaxShares.Result taxed(BasisProof.Fits fits, BigDecimal tax, Minor minor) {
        TaxShares.Result shared = TaxShares.of(fits, tax, minor);
        if (shared instanceof TaxShares.Shared) {
            return shared;
        }
        List<BasisProof.Posting> untaxed =
                fits.postings().stream()
                        .map(posting ->
                                new BasisProof.Posting(
                                        posting.part().withoutTax(), posting.units()))
                        .toList();
        return TaxShares.of(new BasisProof.Fits(fits.basis(), untaxed, fits.sum()), tax, minor);
    }

    private MappedRefund finished(
            List<TaxShares.Posted> parts,
            Basis basis,
            Minor minor,
            BigDecimal refunded,
            BigDecimal tax,
            BigDecimal declined,
            String sum,
            ObjectNode body) {
        List<TaxShares.Posted> posted = new ArrayList<>();
        for (TaxShares.Posted part : parts) {
            if (part.net() != 0 || part.tax() != 0 || part.part().kind() == Part.Kind.PRODUCT) {
                posted.add(part);
            }
        }
        if (declined.signum() != 0) {
            Part less =
                    RefundItems.adjustment(
                            "Declined payment", declined.negate(), refund, "refund.payments");
            posted.add(new TaxShares.Posted(less, -minor.rounded(declined), 0));
        }
        return posted(posted, basis, minor, refunded, tax, sum, body);
    }

    private MappedRefund posted(
            List<TaxShares.Posted> posted,
            Basis basis,
            Minor minor,
            BigDecimal refunded,
            BigDecimal tax,
            String sum,
            ObjectNode body) {
        LineOrigins origins = new LineOrigins(trace, order, basis, rules, "refund");
        new Lines(order, rules, minor, items, origins, reasons).write(posted, body);
        trace.rule("taxDetailsOverride", "tax.strategy");
        Arithmetic proof =
                Arithmetic.of(
                        "refunded",
                        body,
                        minor.code(),
                        minor.amount(minor.rounded(refunded)),
                        minor.amount(minor.rounded(tax)),
                        rules.tax().strategy() == Rules.Tax.Strategy.NETSUITE_CALCULATES,
                        List.of(sum));
        if (reasons.isEmpty() && !proof.holds()) {
            reasons.add("The credit would come to another total: " + proof + ".");
        }
        return reasons.isEmpty() ? new MappedRefund.Mapped(body, proof) : unmappable();
    }

    private MappedRefund unmappable() {
        return new MappedRefund.Unmappable(reasons.stream().distinct().toList());
    }
}
