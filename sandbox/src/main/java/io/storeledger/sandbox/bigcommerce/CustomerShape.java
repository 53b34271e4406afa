package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/// Makes a customer whole: fills in what `GET /v3/customers` always sends.
final class CustomerShape {
    private CustomerShape() {}

    static void complete(ObjectNode customer, Instant now, LongSupplier nextAddress) {
        for (String text :
                List.of(
                        "email",
                        "first_name",
                        "last_name",
                        "company",
                        "phone",
                        "notes",
                        "tax_exempt_category",
                        "registration_ip_address")) {
            if (!customer.has(text)) {
                customer.put(text, "");
            }
        }
        for (String time : List.of("date_created", "date_modified")) {
            if (!customer.has(time)) {
                customer.put(time, Dates.iso(now));
            }
        }
        if (!customer.has("customer_group_id")) {
            customer.put("customer_group_id", 0);
        }
        if (!customer.has("origin_channel_id")) {
            customer.put("origin_channel_id", 1);
        }
        if (!customer.has("channel_ids")) {
            customer.putArray("channel_ids").add(1);
        }
        if (!customer.has("accepts_product_review_abandoned_cart_emails")) {
            customer.put("accepts_product_review_abandoned_cart_emails", false);
        }
        if (!customer.has("authentication")) {
            customer.putObject("authentication").put("force_password_reset", false);
        }
        if (!customer.path("addresses").isArray()) {
            customer.putArray("addresses");
        }
        customer.put("attribute_count", 0);
        customer.put("address_count", customer.path("addresses").size());
        long id = Json.number(customer, "id");
        for (ObjectNode address : Json.objects(customer, "addresses")) {
            if (Json.number(address, "id") < 1) {
                address.put("id", nextAddress.getAsLong());
            }
            address.put("customer_id", id);
            if (!address.has("address_type")) {
                address.put("address_type", "residential");
            }
        }
    }
}
