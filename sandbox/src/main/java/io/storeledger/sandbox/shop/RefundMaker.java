package io.storeledger.sandbox.shop;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes up refunds of an order in all the ways BigCommerce knows, as `GET .../refunds` shows them.
///
/// Amounts requested for items include tax or not as the order's prices do; `total_amount` always
/// includes it and is what counts. It is never more than what is left of the order.
public final class RefundMaker {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final RandomGenerator random;

    /// Refunds made up from this generator.
    public RefundMaker(RandomGenerator random) {
        this.random = random;
    }

    /// The ways to refund.
    public enum Way {
        /// All that is left.
        WHOLE,
        /// Some lines, some of them in part.
        LINES,
        /// The same, and the amounts are left to the store: `requested_amount` is null.
        LINES_UNVALUED,
        /// The same, less a deduction.
        LINES_LESS,
        /// The merchant's own amounts for some lines.
        OVERRIDE,
        /// Shipping, handling, wrapping.
        CHARGES,
        /// A fee.
        FEES,
        /// An amount of the order, without tax.
        ORDER,
        /// Tax only: there are no items.
        TAX
    }

    /// A refund to be made.
    ///
    /// @param whole whether it leaves nothing of the order
    public record Made(ObjectNode refund, boolean whole) {}

    /// What is refunded of one part.
    private record Part(String type, long id, long quantity, BigDecimal inc, BigDecimal tax) {
        Part of(BigDecimal otherInc, BigDecimal otherTax) {
            return new Part(type, id, quantity, otherInc, otherTax);
        }
    }

    /// A refund of this order in any way; empty if nothing is left of it.
    ///
    /// @param left what can still be refunded
    public Optional<Made> any(ObjectNode order, BigDecimal left) {
        Way[] ways = Way.values();
        return make(order, left, ways[random.nextInt(ways.length)]);
    }

    /// A refund of this order in this way, or of an amount of the order where that way has nothing
    /// to refund; empty if nothing is left of it.
    public Optional<Made> make(ObjectNode order, BigDecimal left, Way way) {
        if (left.signum() <= 0) {
            return Optional.empty();
        }
        int decimals = Json.text(order, "currency_code").equals("JPY") ? 0 : 2;
        BigDecimal total = left.setScale(decimals, RoundingMode.DOWN);
        if (total.signum() == 0) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>(parts(order, way, decimals));
        BigDecimal sum = parts.stream().map(Part::inc).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.signum() == 0 && way != Way.TAX) {
            BigDecimal some = way == Way.WHOLE ? total : share(total, decimals);
            parts.add(new Part("ORDER", Json.number(order, "id"), 0, some, BigDecimal.ZERO));
            sum = parts.getLast().inc();
        }
        if (way == Way.TAX) {
            sum = share(Json.decimal(order, "total_tax"), decimals).max(unit(decimals));
        }
        if (way == Way.WHOLE && sum.compareTo(total) < 0) {
            BigDecimal rest = total.subtract(sum);
            parts.add(new Part("ORDER", Json.number(order, "id"), 0, rest, BigDecimal.ZERO));
            sum = total;
        }
        BigDecimal deduction =
                way == Way.LINES_LESS
                        ? share(sum, decimals).divide(BigDecimal.TWO, decimals, RoundingMode.DOWN)
                        : BigDecimal.ZERO;
        BigDecimal amount = sum.subtract(deduction).min(total);
        ObjectNode refund = refund(order, parts, way, amount, sum.subtract(amount));
        boolean declined = payments(refund, order, amount, decimals);
        return Optional.of(new Made(refund, amount.compareTo(left) == 0 && !declined));
    }

    private List<Part> parts(ObjectNode order, Way way, int decimals) {
        return switch (way) {
            case WHOLE -> {
                List<Part> all = new ArrayList<>();
                lines(order).forEach(line -> all.add(part(order, line, open(line), decimals)));
                all.addAll(charges(order));
                all.addAll(fees(order));
                yield all;
            }
            case LINES, LINES_UNVALUED, LINES_LESS -> some(order, decimals);
            case OVERRIDE ->
                    some(order, decimals).stream()
                            .map(part -> part.of(share(part.inc(), decimals), BigDecimal.ZERO))
                            .toList();
            case CHARGES -> charges(order);
            case FEES -> fees(order);
            case ORDER, TAX -> List.of();
        };
    }

    private List<Part> some(ObjectNode order, int decimals) {
        List<Part> some = new ArrayList<>();
        for (ObjectNode line : lines(order)) {
            long open = open(line);
            if (open > 0 && (some.isEmpty() || random.nextInt(3) == 0)) {
                long quantity = 1L + random.nextInt((int) Math.min(open, 1000));
                some.add(part(order, line, quantity, decimals));
            }
        }
        return some;
    }

    private static List<ObjectNode> lines(ObjectNode order) {
        return Json.objects(order, "products").stream()
                .filter(line -> line.path("parent_order_product_id").isNull() && open(line) > 0)
                .toList();
    }

    private static long open(ObjectNode line) {
        return Json.number(line, "quantity") - Json.number(line, "quantity_refunded");
    }

    private static Part part(ObjectNode order, ObjectNode line, long quantity, int decimals) {
        long id = Json.number(line, "id");
        BigDecimal all = BigDecimal.valueOf(Json.number(line, "quantity"));
        BigDecimal units = BigDecimal.valueOf(quantity);
        BigDecimal tax =
                Json.objects(order, "taxes").stream()
                        .filter(row -> Json.number(row, "order_product_id") == id)
                        .map(row -> Json.decimal(row, "line_amount"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal inc = Json.decimal(line, "discounted_total_inc_tax");
        return new Part(
                "PRODUCT",
                id,
                quantity,
                inc.multiply(units).divide(all, decimals, RoundingMode.HALF_UP),
                tax.multiply(units).divide(all, decimals, RoundingMode.HALF_UP));
    }

    private static List<Part> charges(ObjectNode order) {
        List<Part> charges = new ArrayList<>();
        for (ObjectNode address : Json.objects(order, "shipping_addresses")) {
            charges.add(cost("SHIPPING", address, "cost"));
            charges.add(cost("HANDLING", address, "handling_cost"));
        }
        lines(order).forEach(line -> charges.add(cost("GIFT_WRAPPING", line, "wrapping_cost")));
        charges.removeIf(part -> part.inc().signum() == 0);
        return charges;
    }

    private static List<Part> fees(ObjectNode order) {
        return Json.objects(order, "fees").stream()
                .map(fee -> cost("FEE", fee, "cost"))
                .filter(part -> part.inc().signum() > 0)
                .toList();
    }

    private static Part cost(String type, ObjectNode node, String name) {
        return new Part(
                type,
                Json.number(node, "id"),
                0,
                Json.decimal(node, name + "_inc_tax"),
                Json.decimal(node, name + "_tax"));
    }

    private ObjectNode refund(
            ObjectNode order, List<Part> parts, Way way, BigDecimal amount, BigDecimal deducted) {
        boolean inclusive = order.path("is_tax_inclusive_pricing").asBoolean(false);
        ObjectNode refund = Json.object();
        refund.put("user_id", random.nextInt(3));
        refund.put("reason", random.nextBoolean() ? "" : "Customer requires a refund.");
        refund.put("total_amount", amount);
        BigDecimal tax = parts.stream().map(Part::tax).reduce(BigDecimal.ZERO, BigDecimal::add);
        refund.put("total_tax", way == Way.TAX ? amount : tax.min(amount));
        refund.put("uses_merchant_override_values", way == Way.OVERRIDE);
        ArrayNode items = refund.putArray("items");
        for (Part part : parts) {
            ObjectNode item = items.addObject();
            item.put("item_type", part.type());
            item.put("item_id", part.id());
            item.put("reason", "");
            boolean product = part.type().equals("PRODUCT");
            if (product) {
                item.put("quantity", part.quantity());
            }
            if (product && way == Way.LINES_UNVALUED) {
                item.putNull("requested_amount");
            } else {
                boolean withTax = inclusive || way == Way.OVERRIDE;
                item.put(
                        "requested_amount", withTax ? part.inc() : part.inc().subtract(part.tax()));
            }
            ArrayNode adjustments = item.putArray("adjustments");
            if (deducted.signum() > 0 && items.size() == 1) {
                ObjectNode adjustment = adjustments.addObject();
                adjustment.put("amount", deducted.negate());
                adjustment.put("description", "Deduction");
            }
        }
        return refund;
    }

    // Most are paid back at once; few are declined, as a whole or in part.
    private boolean payments(ObjectNode refund, ObjectNode order, BigDecimal amount, int decimals) {
        ArrayNode payments = refund.putArray("payments");
        String provider = provider(Json.text(order, "payment_method"));
        BigDecimal credit = random.nextInt(5) == 0 ? share(amount, decimals) : BigDecimal.ZERO;
        if (credit.compareTo(amount) == 0) {
            credit = BigDecimal.ZERO;
        }
        boolean declined = random.nextInt(12) == 0;
        payment(payments, provider, amount.subtract(credit), declined);
        if (credit.signum() > 0) {
            payment(payments, "storecredit", credit, false);
        }
        return declined;
    }

    private static void payment(
            ArrayNode payments, String provider, BigDecimal amount, boolean declined) {
        ObjectNode payment = payments.addObject();
        payment.put("provider_id", provider);
        payment.put("amount", amount);
        payment.put("offline", provider.equals("cod") || provider.equals("bankdeposit"));
        payment.put("is_declined", declined);
        payment.put("declined_message", declined ? "Declined by the provider" : "");
        payment.put("transaction_id", "tr-" + Math.abs(amount.hashCode() % 100_000));
    }

    private static String provider(String method) {
        return switch (method) {
            case "Credit Card" -> "braintree";
            case "PayPal" -> "paypalexpress";
            case "Bank Deposit" -> "bankdeposit";
            case "Cash on Delivery" -> "cod";
            default -> "storecredit";
        };
    }

    private BigDecimal share(BigDecimal of, int decimals) {
        return of.multiply(BigDecimal.valueOf(10 + random.nextInt(81)))
                .divide(HUNDRED, decimals, RoundingMode.UP);
    }

    private static BigDecimal unit(int decimals) {
        return BigDecimal.ONE.movePointLeft(decimals);
    }
}
