package io.storeledger.mapping;

import io.storeledger.common.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Turns an order into a sales order and proves its total; how is told in the package's
/// description.
public final class SalesOrderMapper {
    private final StoreOrder order;
    private final Rules rules;
    private final References references;
    private final Trace trace;
    private final List<String> reasons = new ArrayList<>();
    private final ItemChoice items;

    private SalesOrderMapper(StoreOrder order, Rules rules, References references, Trace trace) {
        this.order = order;
        this.rules = rules;
        this.references = references;
        this.trace = trace;
        this.items = new ItemChoice(rules.items(), references, reasons);
    }

    /// The SKUs whose items the caller must look up for [#map], spelt as the order spells them.
    public static Set<String> skusOf(StoreOrder order, Rules rules) {
        Set<String> skus = new LinkedHashSet<>();
        for (ObjectNode product : order.products()) {
            if (ItemChoice.lookedUp(product, rules.items()) && !Bundle.dropped(product, rules)) {
                Products.sku(product).ifPresent(skus::add);
            }
        }
        return skus;
    }

    /// The sales order, or everything that stands in its way.
    public static MappedOrder map(StoreOrder order, Rules rules, References references) {
        return map(order, rules, references, Trace.OFF);
    }

    static MappedOrder map(StoreOrder order, Rules rules, References references, Trace trace) {
        return new SalesOrderMapper(order, rules, references, trace).map();
    }

    private MappedOrder map() {
        Optional<String> code = order.currency();
        Optional<Minor> minor = code.flatMap(Minor::of);
        if (minor.isEmpty()) {
            return new MappedOrder.Unmappable(
                    List.of(
                            code.map(given -> "\"" + given + "\" is no currency.")
                                    .orElse("The order names no currency.")));
        }
        return map(minor.get());
    }

    private MappedOrder map(Minor minor) {
        ObjectNode body = Json.object();
        Header.write(order, rules, references, minor, reasons, trace, body);
        List<String> unreadable = new ArrayList<>();
        OrderMoney money = OrderMoney.read(order, minor, unreadable);
        reasons.addAll(unreadable);
        if (!unreadable.isEmpty()) {
            return unmappable(money);
        }
        return switch (BasisProof.of(money, rules.items().rounding().isPresent())) {
            case BasisProof.FitsNot(List<String> arithmetic) -> {
                reasons.add("The order's parts do not add up to its total.");
                reasons.addAll(arithmetic);
                yield unmappable(money);
            }
            case BasisProof.Fits fits ->
                    switch (TaxShares.of(fits, money.totalTax(), minor)) {
                        case TaxShares.Refused(String reason) -> {
                            reasons.add(reason);
                            yield unmappable(money);
                        }
                        case TaxShares.Shared(List<TaxShares.Posted> parts) ->
                                finished(parts, money, fits, body);
                    };
        };
    }

    private MappedOrder finished(
            List<TaxShares.Posted> parts, OrderMoney money, BasisProof.Fits fits, ObjectNode body) {
        Minor minor = money.minor();
        LineOrigins origins = new LineOrigins(trace, order, fits.basis(), rules, "order");
        new Lines(order, rules, minor, items, origins, reasons).write(parts, body);
        trace.rule("taxDetailsOverride", "tax.strategy");
        Arithmetic proof =
                Arithmetic.of(
                        "charged",
                        body,
                        minor.code(),
                        amount(money.totalInc(), minor),
                        amount(money.totalTax(), minor),
                        afterWrite(),
                        List.of(fits.sum()));
        if (reasons.isEmpty() && !proof.holds()) {
            reasons.add("The sales order would come to another total: " + proof + ".");
        }
        return reasons.isEmpty()
                ? new MappedOrder.Mapped(body, proof)
                : new MappedOrder.Unmappable(distinct());
    }

    /// Looks for missing items too, so that all there is to mend is said at once.
    private MappedOrder unmappable(OrderMoney money) {
        Stream.of(money.products(), money.others(false))
                .flatMap(List::stream)
                .filter(part -> !Bundle.dropped(part, rules))
                .forEach(items::of);
        return new MappedOrder.Unmappable(distinct());
    }

    private boolean afterWrite() {
        return switch (rules.tax().strategy()) {
            case SUITETAX_OVERRIDE, TAX_LINE -> false;
            case NETSUITE_CALCULATES -> true;
        };
    }

    private List<String> distinct() {
        return reasons.stream().distinct().toList();
    }

    private static BigDecimal amount(BigDecimal total, Minor minor) {
        return minor.amount(minor.rounded(total));
    }
}
