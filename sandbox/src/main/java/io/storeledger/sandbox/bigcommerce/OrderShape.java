package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/// Makes an order whole: fills in what BigCommerce always sends, and gives its parts their ids.
///
/// An order is one tree: the fields of `GET /v2/orders/{id}` plus its parts as arrays under
/// `products`, `shipping_addresses`, `coupons`, `fees`, `taxes`, `transactions`, `refunds`. A part
/// that is new may carry an id below 1, by which other parts of the same order refer to it.
final class OrderShape {
    private static final String ZERO = "0.0000";
    private static final List<String> MONEY =
            List.of(
                    "subtotal_ex_tax",
                    "subtotal_inc_tax",
                    "subtotal_tax",
                    "base_shipping_cost",
                    "shipping_cost_ex_tax",
                    "shipping_cost_inc_tax",
                    "shipping_cost_tax",
                    "base_handling_cost",
                    "handling_cost_ex_tax",
                    "handling_cost_inc_tax",
                    "handling_cost_tax",
                    "base_wrapping_cost",
                    "wrapping_cost_ex_tax",
                    "wrapping_cost_inc_tax",
                    "wrapping_cost_tax",
                    "total_ex_tax",
                    "total_inc_tax",
                    "total_tax",
                    "store_credit_amount",
                    "gift_certificate_amount",
                    "discount_amount",
                    "coupon_discount",
                    "refunded_amount");
    private static final List<String> PRODUCT_MONEY =
            List.of(
                    "base_price",
                    "price_ex_tax",
                    "price_inc_tax",
                    "price_tax",
                    "base_total",
                    "total_ex_tax",
                    "total_inc_tax",
                    "total_tax",
                    "base_cost_price",
                    "cost_price_inc_tax",
                    "cost_price_ex_tax",
                    "cost_price_tax",
                    "base_wrapping_cost",
                    "wrapping_cost_ex_tax",
                    "wrapping_cost_inc_tax",
                    "wrapping_cost_tax",
                    "fixed_shipping_cost",
                    "refund_amount");
    private static final List<String> EMPTY_TEXTS =
            List.of(
                    "date_shipped",
                    "payment_method",
                    "payment_provider_id",
                    "payment_status",
                    "ip_address",
                    "ip_address_v6",
                    "geoip_country",
                    "geoip_country_iso2",
                    "staff_notes",
                    "customer_message",
                    "store_default_currency_code",
                    "external_order_id");

    private final AtomicLong lastPart = new AtomicLong(1000);
    private final String currency;

    OrderShape(String currency) {
        this.currency = currency;
    }

    void complete(ObjectNode order, long id, Instant created, Instant modified) {
        order.put("id", id);
        order.put("date_created", Dates.rfc2822(created));
        order.put("date_modified", Dates.rfc2822(modified));
        MONEY.forEach(field -> absent(order, field, ZERO));
        EMPTY_TEXTS.forEach(field -> absent(order, field, ""));
        for (String cost : List.of("shipping", "handling", "wrapping")) {
            absentNumber(order, cost + "_cost_tax_class_id", 0);
        }
        absentNumber(order, "customer_id", 0);
        absentNumber(order, "channel_id", 1);
        absentNumber(order, "currency_id", 1);
        absent(order, "currency_code", currency);
        absent(order, "currency_exchange_rate", "1.0000000000");
        absentNumber(order, "default_currency_id", 1);
        absent(order, "default_currency_code", Json.text(order, "currency_code"));
        absent(order, "store_default_to_transactional_exchange_rate", "1.0000000000");
        absent(order, "ebay_order_id", "0");
        absent(order, "order_source", "www");
        absent(order, "tax_provider_id", "BasicTaxProvider");
        absent(order, "customer_locale", "en");
        absent(order, "cart_id", new java.util.UUID(0x5a4d_0000_0000_4000L, id).toString());
        for (String no : List.of("is_tax_inclusive_pricing", "is_email_opt_in", "is_deleted")) {
            if (!order.has(no)) {
                order.put(no, false);
            }
        }
        if (!order.has("order_is_digital")) {
            order.put("order_is_digital", false);
        }
        for (String none :
                List.of(
                        "credit_card_type",
                        "external_source",
                        "external_id",
                        "external_merchant_id")) {
            if (!order.has(none)) {
                order.putNull(none);
            }
        }
        if (!order.has("billing_address")) {
            order.set("billing_address", Json.object());
        }
        absentNumber(order, "status_id", OrderStatus.AWAITING_FULFILLMENT.id());
        status(order, (int) Json.number(order, "status_id"));
        parts(order, id);
    }

    static void status(ObjectNode order, int id) {
        String label = OrderStatus.of(id).map(OrderStatus::label).orElse("Unknown");
        order.put("status_id", id);
        order.put("status", label);
        order.put("custom_status", label);
    }

    private void parts(ObjectNode order, long id) {
        Map<Long, Long> addresses = renumber(order, "shipping_addresses", id);
        Map<Long, Long> products = renumber(order, "products", id);
        renumber(order, "coupons", id);
        renumber(order, "fees", id);
        renumber(order, "taxes", id);
        renumber(order, "transactions", id);
        renumber(order, "refunds", id);
        long shipsTo =
                Json.objects(order, "shipping_addresses").stream()
                        .mapToLong(address -> Json.number(address, "id"))
                        .findFirst()
                        .orElse(0);
        long items = 0;
        for (ObjectNode product : Json.objects(order, "products")) {
            follow(product, "order_address_id", addresses);
            follow(product, "parent_order_product_id", products);
            product(product, shipsTo);
            if (product.path("parent_order_product_id").isNull()) {
                items += Json.number(product, "quantity");
            }
        }
        for (ObjectNode tax : Json.objects(order, "taxes")) {
            follow(tax, "order_address_id", addresses);
            // The tax list writes this id as text.
            if (tax.path("order_product_id").isNumber()) {
                follow(tax, "order_product_id", products);
                tax.put("order_product_id", Json.text(tax, "order_product_id"));
            }
        }
        order.put("items_total", items);
        absentNumber(order, "items_shipped", 0);
        order.put("shipping_address_count", order.path("shipping_addresses").size());
    }

    private static void product(ObjectNode product, long shipsTo) {
        PRODUCT_MONEY.forEach(field -> absent(product, field, ZERO));
        for (String number :
                List.of(
                        "product_id",
                        "variant_id",
                        "order_pickup_method_id",
                        "quantity_refunded",
                        "return_id",
                        "wrapping_id",
                        "quantity_shipped")) {
            absentNumber(product, number, 0);
        }
        absentNumber(product, "order_address_id", shipsTo);
        absentNumber(product, "quantity", 1);
        absent(product, "type", "physical");
        for (String text :
                List.of(
                        "sku",
                        "upc",
                        "name",
                        "brand",
                        "bin_picking_number",
                        "wrapping_name",
                        "wrapping_message",
                        "ebay_item_id",
                        "ebay_transaction_id")) {
            absent(product, text, "");
        }
        absent(product, "name_customer", Json.text(product, "name"));
        absent(product, "name_merchant", Json.text(product, "name"));
        for (String measure : List.of("weight", "width", "height", "depth")) {
            absent(product, measure, ZERO);
        }
        absent(product, "discounted_total_inc_tax", Json.text(product, "total_inc_tax"));
        for (String none :
                List.of(
                        "event_name",
                        "event_date",
                        "option_set_id",
                        "parent_order_product_id",
                        "external_id",
                        "gift_certificate_id")) {
            if (!product.has(none)) {
                product.putNull(none);
            }
        }
        for (String no : List.of("is_refunded", "is_bundled_product")) {
            if (!product.has(no)) {
                product.put(no, false);
            }
        }
        for (String list : List.of("applied_discounts", "product_options", "configurable_fields")) {
            if (!product.has(list)) {
                product.putArray(list);
            }
        }
    }

    private Map<Long, Long> renumber(ObjectNode order, String parts, long orderId) {
        if (!order.path(parts).isArray()) {
            order.putArray(parts);
        }
        Map<Long, Long> renumbered = new HashMap<>();
        for (ObjectNode part : Json.objects(order, parts)) {
            long old = Json.number(part, "id");
            if (old < 1) {
                long fresh = lastPart.incrementAndGet();
                renumbered.put(old, fresh);
                part.put("id", fresh);
            }
            if (parts.equals("transactions")) {
                // Transactions, and only they, write it as text.
                part.put("order_id", Long.toString(orderId));
            } else if (!parts.equals("fees") && !part.has("order_id")) {
                part.put("order_id", orderId);
            }
        }
        return renumbered;
    }

    private static void follow(ObjectNode part, String field, Map<Long, Long> renumbered) {
        if (part.path(field).isNumber()) {
            Long fresh = renumbered.get(Json.number(part, field));
            if (fresh != null) {
                part.put(field, fresh);
            }
        }
    }

    private static void absent(ObjectNode node, String field, String value) {
        if (!node.has(field)) {
            node.put(field, value);
        }
    }

    private static void absentNumber(ObjectNode node, String field, long value) {
        if (!node.has(field)) {
            node.put(field, value);
        }
    }
}
