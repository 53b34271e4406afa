package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An order as `GET /v2/orders/{id}` shows it: its parts are links unless `include` asks for them.
final class OrderView {
    private static final Set<String> PARTS =
            Set.of(
                    "products",
                    "shipping_addresses",
                    "coupons",
                    "fees",
                    "taxes",
                    "transactions",
                    "refunds");
    private static final List<String> COSTS =
            List.of(
                    "base_cost",
                    "cost_ex_tax",
                    "cost_inc_tax",
                    "cost_tax",
                    "base_handling_cost",
                    "handling_cost_ex_tax",
                    "handling_cost_inc_tax",
                    "handling_cost_tax");

    private final String baseUrl;
    private final int inlinedLines;

    OrderView(String baseUrl, int inlinedLines) {
        this.baseUrl = baseUrl;
        this.inlinedLines = inlinedLines;
    }

    /// What `include` asks for.
    record Include(boolean consignments, boolean lineItems, boolean fees, boolean asObject) {
        static Include of(String include, String structure) {
            List<String> names = List.of(include.split(",", -1));
            boolean lines = names.contains("consignments.line_items");
            return new Include(
                    lines || names.contains("consignments"),
                    lines,
                    names.contains("fees"),
                    structure.equals("object"));
        }
    }

    ObjectNode of(ObjectNode order, boolean stale, Include include) {
        long id = Json.number(order, "id");
        if (stale) {
            order.putArray("products");
        }
        ObjectNode shown = order.deepCopy();
        shown.remove(PARTS);
        shown.set("products", link(id, "products"));
        shown.set("shipping_addresses", link(id, "shippingaddresses"));
        shown.set("coupons", link(id, "coupons"));
        if (include.fees()) {
            shown.set("fees", order.path("fees"));
        } else {
            shown.set("fees", link(id, "fees"));
        }
        if (include.consignments() && include.asObject()) {
            shown.set("consignments", consignments(order, id, include.lineItems()));
        } else if (include.consignments()) {
            shown.putArray("consignments").add(consignments(order, id, include.lineItems()));
        } else {
            shown.set("consignments", link(id, "consignments"));
        }
        return shown;
    }

    ObjectNode consignments(ObjectNode order, long id, boolean lineItems) {
        ObjectNode consignments = Json.object();
        consignments.putArray("pickups");
        ArrayNode shipping = consignments.putArray("shipping");
        ArrayNode downloads = consignments.putArray("downloads");
        ArrayNode certificates = consignments.putObject("email").putArray("gift_certificates");
        Map<Long, List<ObjectNode>> byAddress = new LinkedHashMap<>();
        List<ObjectNode> digital = new ArrayList<>();
        List<ObjectNode> gifts = new ArrayList<>();
        int shown = 0;
        for (ObjectNode line : Json.objects(order, "products")) {
            if (++shown > inlinedLines && lineItems) {
                break;
            }
            switch (Json.text(line, "type")) {
                case "digital" -> digital.add(line);
                case "giftcertificate" -> gifts.add(line);
                default ->
                        byAddress
                                .computeIfAbsent(
                                        Json.number(line, "order_address_id"),
                                        key -> new ArrayList<>())
                                .add(line);
            }
        }
        for (ObjectNode address : Json.objects(order, "shipping_addresses")) {
            List<ObjectNode> lines = byAddress.getOrDefault(Json.number(address, "id"), List.of());
            shipping.add(shipment(address, lines, id, lineItems));
        }
        String email = Json.text(order.path("billing_address"), "email");
        if (!digital.isEmpty()) {
            downloads.add(byEmail(email, digital, id, lineItems));
        }
        for (ObjectNode gift : gifts) {
            certificates.add(byEmail(email, List.of(gift), id, lineItems));
        }
        return consignments;
    }

    ObjectNode link(long orderId, String part) {
        String path = "/orders/" + orderId + "/" + part;
        ObjectNode link = Json.object();
        link.put("url", baseUrl + "/v2" + path);
        link.put("resource", path);
        return link;
    }

    private ObjectNode shipment(
            ObjectNode address, List<ObjectNode> lines, long orderId, boolean lineItems) {
        ObjectNode shipment = address.deepCopy();
        shipment.remove("order_id");
        for (String cost : COSTS) {
            // The addresses' list writes money as text, consignments write it as numbers.
            BigDecimal value = Json.decimal(address, cost);
            shipment.put(cost, value);
        }
        shipment.set("line_items", lines(lines, orderId, lineItems));
        shipment.set(
                "shipping_quotes",
                link(
                        orderId,
                        "consignments/shipping/%d/shipping_quotes"
                                .formatted(Json.number(address, "id"))));
        return shipment;
    }

    private ObjectNode byEmail(
            String email, List<ObjectNode> lines, long orderId, boolean lineItems) {
        ObjectNode consignment = Json.object();
        consignment.put("recipient_email", email);
        consignment.set("line_items", lines(lines, orderId, lineItems));
        return consignment;
    }

    private ArrayNode lines(List<ObjectNode> lines, long orderId, boolean inlined) {
        ArrayNode array = Json.array();
        for (ObjectNode line : lines) {
            array.add(inlined ? line : link(orderId, "products/" + Json.number(line, "id")));
        }
        return array;
    }
}
