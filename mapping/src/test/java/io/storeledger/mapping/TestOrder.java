package io.storeledger.mapping;

import io.storeledger.common.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An order in BigCommerce's JSON, put together from amounts; subtotals are the lines' sums unless
/// set.
final class TestOrder {
    private final ObjectNode order =
            object(
                    """
                    {"id": 1001, "customer_id": 11, "channel_id": 1,
                     "date_created": "Tue, 05 Mar 2019 21:40:11 +0000",
                     "payment_method": "Cash", "discount_amount": "0.0000",
                     "coupon_discount": "0.0000", "store_credit_amount": "0.0000",
                     "gift_certificate_amount": "0.0000",
                     "billing_address": {"first_name": "Ada", "last_name": "Byron",
                       "company": "", "street_1": "1 Mill Lane", "street_2": "",
                       "city": "Leeds", "state": "", "zip": "LS1 1AA",
                       "country": "United Kingdom", "country_iso2": "GB",
                       "phone": "01130000000", "email": "ada@example.com"}}
                    """);
    private final List<ObjectNode> products = new ArrayList<>();
    private final List<ObjectNode> addresses = new ArrayList<>();
    private final List<ObjectNode> coupons = new ArrayList<>();

    static TestOrder in(String currency, boolean inclusive) {
        TestOrder test = new TestOrder();
        test.order.put("default_currency_code", currency);
        test.order.put("is_tax_inclusive_pricing", inclusive);
        return test;
    }

    /// A product line: what it comes to without tax, its tax, and with tax.
    TestOrder line(String sku, int quantity, String ex, String tax, String inc) {
        return product(
                """
                {"product_id": 5, "name": "Item %s", "sku": "%s", "type": "physical",
                 "quantity": %d, "total_ex_tax": "%s", "total_tax": "%s", "total_inc_tax": "%s"}
                """
                        .formatted(sku, sku, quantity, ex, tax, inc));
    }

    TestOrder product(String json) {
        products.add(object(json));
        return this;
    }

    TestOrder shipping(String ex, String tax, String inc) {
        return cost(order, "shipping_cost", ex, tax, inc);
    }

    TestOrder handling(String ex, String tax, String inc) {
        return cost(order, "handling_cost", ex, tax, inc);
    }

    TestOrder wrapping(String ex, String tax, String inc) {
        return cost(order, "wrapping_cost", ex, tax, inc);
    }

    TestOrder fee(String name, String ex, String tax, String inc) {
        ObjectNode fee = Json.object().put("display_name_merchant", name);
        cost(fee, "cost", ex, tax, inc);
        order.withArray("/fees").add(fee);
        return this;
    }

    TestOrder discount(String amount) {
        return set("discount_amount", amount);
    }

    TestOrder coupon(String code, String amount) {
        coupons.add(Json.object().put("code", code));
        return set("coupon_discount", amount);
    }

    TestOrder subtotals(String ex, String inc) {
        return set("subtotal_ex_tax", ex).set("subtotal_inc_tax", inc);
    }

    TestOrder totals(String ex, String tax, String inc) {
        return cost(order, "total", ex, tax, inc);
    }

    TestOrder set(String field, String value) {
        order.put(field, value);
        return this;
    }

    TestOrder set(String field, JsonNode value) {
        order.set(field, value);
        return this;
    }

    TestOrder address(String json) {
        addresses.add(object(json));
        return this;
    }

    StoreOrder build() {
        for (String basis : List.of("ex_tax", "inc_tax")) {
            if (!order.has("subtotal_" + basis)) {
                order.put("subtotal_" + basis, sum("total_" + basis).toPlainString());
            }
        }
        return StoreOrder.of("abc123", order, products, addresses, coupons);
    }

    /// Maps it; NetSuite knows all its SKUs, as items 5000, 5001 and so on.
    MappedOrder map(Rules rules) {
        StoreOrder built = build();
        return SalesOrderMapper.map(built, rules, references(built));
    }

    static References references(StoreOrder order) {
        List<String> skus =
                order.products().stream()
                        .flatMap(product -> Products.sku(product).stream())
                        .distinct()
                        .toList();
        Map<String, String> items =
                skus.stream()
                        .collect(
                                Collectors.toMap(
                                        sku -> sku, sku -> "" + (5000 + skus.indexOf(sku))));
        return new References(items, Optional.empty());
    }

    static ObjectNode object(String json) {
        return (ObjectNode) Json.tree(json);
    }

    private BigDecimal sum(String field) {
        return products.stream()
                .map(product -> product.get(field).asString())
                .filter(text -> !text.isBlank())
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private TestOrder cost(ObjectNode to, String prefix, String ex, String tax, String inc) {
        to.put(prefix + "_ex_tax", ex).put(prefix + "_tax", tax).put(prefix + "_inc_tax", inc);
        return this;
    }

    /// A line per line: `item quantity amount tax`, with `-` for what is absent; adds nothing up.
    static List<String> lines(ObjectNode body) {
        Map<String, String> taxes =
                stream(body.path("taxDetails").path("items"))
                        .collect(
                                Collectors.toMap(
                                        tax -> tax.get("taxDetailsReference").get("id").asString(),
                                        tax ->
                                                tax.get("taxAmount").asString()
                                                        + " @ "
                                                        + tax.get("taxRate").asString()));
        return stream(body.get("item").get("items"))
                .map(line ->
                        "%s x%s %s tax %s"
                                .formatted(
                                        line.get("item").get("id").asString(),
                                        line.path("quantity").asString("-"),
                                        line.get("amount").asString(),
                                        taxes.getOrDefault(
                                                line.path("taxDetailsReference").asString(""),
                                                "-")))
                .toList();
    }

    /// What NetSuite will compute: written here once more, apart from [Arithmetic].
    static BigDecimal total(ObjectNode body) {
        return Stream.concat(
                        stream(body.get("item").get("items")).map(line -> line.get("amount")),
                        stream(body.path("taxDetails").path("items"))
                                .map(tax -> tax.get("taxAmount")))
                .map(JsonNode::decimalValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return array.valueStream();
    }
}
