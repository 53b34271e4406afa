package io.storeledger.sandbox.shop;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.shop.Money.Taxed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The arithmetic of an order, and its shape.
///
/// On the basis of the prices (with tax or without) the parts add up to the total to the cent; tax
/// is rounded per line on what is left after discounts, so the other basis may be off by cents, as
/// in life. `total_ex_tax + total_tax = total_inc_tax` always holds, and the lines'
/// `discounted_total_inc_tax` with all costs including tax add up to `total_inc_tax`. Fees are part
/// of the total: an assumption, BigCommerce documents it nowhere.
final class OrderWriter {
    private static final long FIRST_ADDRESS = -100_001;
    private static final BigDecimal STATE_SHARE = new BigDecimal("0.75");

    private final OrderDraft draft;
    private final Money money;
    private final ObjectNode order = Json.object();
    private final ArrayNode products = Json.array();
    private final ArrayNode taxes = Json.array();
    private long lastLine;
    private BigDecimal totalTax = BigDecimal.ZERO;

    OrderWriter(OrderDraft draft) {
        this.draft = draft;
        this.money = draft.money();
    }

    ObjectNode write() {
        Taxed subtotal = Taxed.NOTHING;
        Taxed wrapping = Taxed.NOTHING;
        List<BigDecimal> coupons = shares(draft.coupon().discount(), List.of());
        List<BigDecimal> manual = shares(draft.manualDiscount(), coupons);
        BigDecimal subtotalTax = BigDecimal.ZERO;
        BigDecimal lineDiscounts = BigDecimal.ZERO;
        for (int i = 0; i < draft.lines().size(); i++) {
            DraftLine line = draft.lines().get(i);
            Written written = line(line, coupons.get(i), manual.get(i));
            subtotal = subtotal.plus(written.total());
            wrapping = wrapping.plus(written.wrapping());
            subtotalTax = subtotalTax.add(written.tax());
            lineDiscounts = lineDiscounts.add(line.discount());
        }
        put("subtotal", subtotal);
        order.put("subtotal_tax", money.text(subtotalTax));
        Taxed shipping = cost("shipping", draft.shipping(), draft.baseShipping());
        Taxed handling = cost("handling", draft.handling(), draft.handling());
        put("wrapping_cost", wrapping);
        order.put(
                "base_wrapping_cost",
                money.text(draft.inclusive() ? wrapping.inc() : wrapping.ex()));
        Taxed fees = fees();
        Taxed sum = subtotal.plus(shipping).plus(handling).plus(wrapping).plus(fees);
        BigDecimal discount = lineDiscounts.add(draft.manualDiscount());
        BigDecimal coupon = draft.coupon().discount();
        BigDecimal onBasis =
                (draft.inclusive() ? sum.inc() : sum.ex()).subtract(discount).subtract(coupon);
        BigDecimal inc = draft.inclusive() ? onBasis : onBasis.add(totalTax);
        order.put("discount_amount", money.text(discount));
        order.put("coupon_discount", money.text(coupon));
        order.put("total_ex_tax", money.text(inc.subtract(totalTax)));
        order.put("total_inc_tax", money.text(inc));
        order.put("total_tax", money.text(totalTax));
        order.set("products", products);
        order.set("taxes", taxes);
        shape();
        new Tenders(draft, money, order).write(inc);
        return order;
    }

    private record Written(Taxed total, Taxed wrapping, BigDecimal tax) {}

    private Written line(DraftLine line, BigDecimal coupon, BigDecimal manual) {
        BigDecimal given = line.taxPercent();
        BigDecimal percent = given == null ? draft.taxPercent() : given;
        Taxed price = money.taxedPrice(line.price(), percent, draft.inclusive());
        BigDecimal full = full(line);
        Taxed total = money.taxed(full, percent, draft.inclusive());
        BigDecimal left = full.subtract(line.discount()).subtract(coupon).subtract(manual);
        Taxed charged = money.taxed(left, percent, draft.inclusive());
        Taxed wrapping = money.taxed(money.round(line.wrapping()), percent, draft.inclusive());
        long id = line.id() > 0 ? line.id() : --lastLine;
        ObjectNode node = product(line, id);
        node.put("base_price", money.text(line.price()));
        put(node, "price", price);
        node.put("price_tax", money.text(price.tax()));
        node.put("base_total", money.text(full));
        put(node, "total", total);
        node.put("total_tax", money.text(total.tax()));
        node.put("discounted_total_inc_tax", money.text(charged.inc()));
        node.put("quantity", line.quantity());
        if (line.wrapping().signum() > 0) {
            node.put("wrapping_id", 1);
            node.put("wrapping_name", "Gift wrap");
            node.put("base_wrapping_cost", money.text(line.wrapping()));
        }
        put(node, "wrapping_cost", wrapping);
        node.put("wrapping_cost_tax", money.text(wrapping.tax()));
        ArrayNode discounts = node.putArray("applied_discounts");
        discount(discounts, "promotion-1", "Line discount", "", "product", line.discount());
        discount(discounts, "coupon-1", "Coupon", draft.coupon().code(), "order", coupon);
        discount(discounts, "manual-discount", "Manual Discount", "", "order", manual);
        tax("item", percent, charged.tax(), id);
        tax("gift-wrapping", percent, wrapping.tax(), 0);
        for (Product child : line.bundled()) {
            ObjectNode bundled =
                    product(DraftLine.of(child, BigDecimal.ZERO, line.quantity()), --lastLine);
            bundled.put("quantity", line.quantity());
            bundled.put("parent_order_product_id", id);
            bundled.put("is_bundled_product", true);
        }
        return new Written(total, wrapping, charged.tax());
    }

    private BigDecimal full(DraftLine line) {
        return money.round(line.price().multiply(BigDecimal.valueOf(line.quantity())));
    }

    private List<BigDecimal> shares(BigDecimal discount, List<BigDecimal> taken) {
        List<BigDecimal> weights = new ArrayList<>();
        for (int i = 0; i < draft.lines().size(); i++) {
            DraftLine line = draft.lines().get(i);
            BigDecimal weight =
                    line.discountable() ? full(line).subtract(line.discount()) : BigDecimal.ZERO;
            weights.add(taken.isEmpty() ? weight : weight.subtract(taken.get(i)));
        }
        if (discount.compareTo(weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add)) > 0) {
            throw new IllegalArgumentException("the discount is more than the lines cost");
        }
        return money.share(discount, weights);
    }

    private ObjectNode product(DraftLine line, long id) {
        ObjectNode node = products.addObject();
        node.put("id", id);
        node.put("product_id", line.productId());
        node.put("variant_id", line.variantId());
        node.put("name", line.name());
        node.put("sku", line.sku());
        node.put("type", line.type());
        boolean second = draft.hasSecondAddress() && products.size() % 2 == 0;
        node.put("order_address_id", line.needsShipping() ? FIRST_ADDRESS - (second ? 1 : 0) : 0);
        if (line.type().equals("giftcertificate")) {
            node.put("gift_certificate_id", 1);
        }
        return node;
    }

    private Taxed cost(String name, BigDecimal cost, BigDecimal base) {
        Taxed taxed = money.taxed(money.round(cost), draft.taxPercent(), draft.inclusive());
        put(name + "_cost", taxed);
        order.put(name + "_cost_tax", money.text(taxed.tax()));
        order.put("base_" + name + "_cost", money.text(base));
        tax(name, draft.taxPercent(), taxed.tax(), 0);
        return taxed;
    }

    private Taxed fees() {
        Taxed sum = Taxed.NOTHING;
        ArrayNode fees = order.putArray("fees");
        for (OrderDraft.Fee fee : draft.fees()) {
            Taxed taxed =
                    money.taxed(money.round(fee.cost()), draft.taxPercent(), draft.inclusive());
            ObjectNode node = fees.addObject();
            node.put("type", "custom_fee");
            node.put("display_name_customer", fee.name());
            node.put("display_name_merchant", fee.name());
            node.put("source", "AA");
            node.put("base_cost", money.text(fee.cost()));
            put(node, "cost", taxed);
            node.put("cost_tax", money.text(taxed.tax()));
            node.putNull("tax_class_id");
            // The tax list has no type for fees: their tax stands here only.
            totalTax = totalTax.add(taxed.tax());
            sum = sum.plus(taxed);
        }
        return sum;
    }

    private void tax(String type, BigDecimal percent, BigDecimal amount, long line) {
        totalTax = totalTax.add(amount);
        if (amount.signum() == 0) {
            return;
        }
        if (draft.taxIsSplit()) {
            BigDecimal state = amount.multiply(STATE_SHARE);
            state = state.setScale(money.decimals(), RoundingMode.HALF_UP);
            BigDecimal rate = percent.multiply(STATE_SHARE);
            row("State tax", type, rate, state, line, 0);
            row("County tax", type, percent.subtract(rate), amount.subtract(state), line, 1);
        } else {
            row("Tax", type, percent, amount, line, 0);
        }
    }

    private void row(
            String name, String type, BigDecimal rate, BigDecimal amount, long line, int priority) {
        ObjectNode row = taxes.addObject();
        row.put("order_address_id", FIRST_ADDRESS);
        row.put("tax_rate_id", 1 + priority);
        row.put("sales_tax_id", "tax-" + (1 + priority));
        row.put("tax_class_id", 0);
        row.put("name", name);
        row.put("class", "Default Tax Class");
        row.put("rate", rate.setScale(4, RoundingMode.HALF_UP).toPlainString());
        row.put("priority", priority);
        row.put("priority_amount", money.text(amount));
        row.put("line_amount", money.text(amount));
        row.put("line_item_type", type);
        if (line == 0) {
            row.putNull("order_product_id");
        } else {
            row.put("order_product_id", line);
        }
    }

    private void shape() {
        order.put("is_tax_inclusive_pricing", draft.inclusive());
        order.put("currency_code", draft.currency());
        order.put("default_currency_code", draft.currency());
        order.put("status_id", draft.statusId());
        order.put("customer_id", draft.customerId());
        order.put("customer_message", draft.message());
        order.set("billing_address", draft.person().orderAddress());
        boolean shipped = draft.lines().stream().anyMatch(DraftLine::needsShipping);
        order.put("order_is_digital", !shipped);
        ArrayNode addresses = order.putArray("shipping_addresses");
        if (shipped) {
            address(addresses.addObject(), FIRST_ADDRESS, true);
        }
        if (shipped && draft.hasSecondAddress()) {
            address(addresses.addObject(), FIRST_ADDRESS - 1, false);
        }
        if (!draft.coupon().code().isEmpty()) {
            ObjectNode coupon = order.putArray("coupons").addObject();
            coupon.put("coupon_id", 1);
            coupon.put("code", draft.coupon().code());
            coupon.put("amount", draft.coupon().discount());
            coupon.put("type", draft.coupon().type());
            coupon.put("discount", draft.coupon().discount());
        } else {
            order.putArray("coupons");
        }
    }

    private void address(ObjectNode address, long id, boolean carriesCosts) {
        address.setAll(draft.person().orderAddress());
        address.put("id", id);
        address.put("shipping_method", draft.shippingMethod());
        address.put("shipping_zone_id", 1);
        address.put("shipping_zone_name", draft.person().country());
        address.put("items_shipped", 0);
        address.put(
                "items_total",
                draft.lines().stream()
                        .filter(DraftLine::needsShipping)
                        .mapToInt(DraftLine::quantity)
                        .sum());
        for (String part : List.of("ex_tax", "inc_tax", "tax")) {
            address.put("cost_" + part, copied("shipping_cost_" + part, carriesCosts));
            address.put("handling_cost_" + part, copied("handling_cost_" + part, carriesCosts));
        }
        address.put("base_cost", copied("base_shipping_cost", carriesCosts));
        address.put("base_handling_cost", copied("base_handling_cost", carriesCosts));
        address.put("cost_tax_class_id", 0);
        address.put("handling_cost_tax_class_id", 0);
    }

    private String copied(String field, boolean carriesCosts) {
        return carriesCosts ? Json.text(order, field) : money.text(BigDecimal.ZERO);
    }

    private void discount(
            ArrayNode discounts,
            String id,
            String name,
            String code,
            String target,
            BigDecimal amount) {
        if (amount.signum() == 0) {
            return;
        }
        ObjectNode discount = discounts.addObject();
        discount.put("id", id);
        discount.put("amount", money.text(amount));
        discount.put("name", name);
        discount.put("code", code.isEmpty() ? null : code);
        discount.put("target", target);
    }

    private void put(String name, Taxed taxed) {
        put(order, name, taxed);
        if (name.endsWith("_cost")) {
            order.put(name + "_tax", money.text(taxed.tax()));
        }
    }

    private void put(ObjectNode node, String name, Taxed taxed) {
        node.put(name + "_ex_tax", money.text(taxed.ex()));
        node.put(name + "_inc_tax", money.text(taxed.inc()));
    }
}
