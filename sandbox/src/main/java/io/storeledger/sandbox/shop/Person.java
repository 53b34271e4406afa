package io.storeledger.sandbox.shop;

import io.storeledger.sandbox.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// Who orders, and where it goes.
record Person(
        String firstName,
        String lastName,
        String company,
        String street,
        String city,
        String state,
        String zip,
        String country,
        String countryCode,
        String phone,
        String email) {
    static final Person DEFAULT =
            new Person(
                    "Robin",
                    "Sample",
                    "",
                    "1 Main Street",
                    "Austin",
                    "Texas",
                    "78701",
                    "United States",
                    "US",
                    "5550100",
                    "robin.sample@shopper.invalid");

    /// As orders write an address.
    ObjectNode orderAddress() {
        ObjectNode address = Json.object();
        address.put("first_name", firstName);
        address.put("last_name", lastName);
        address.put("company", company);
        address.put("street_1", street);
        address.put("street_2", "");
        address.put("city", city);
        address.put("state", state);
        address.put("zip", zip);
        address.put("country", country);
        address.put("country_iso2", countryCode);
        address.put("phone", phone);
        address.put("email", email);
        address.putArray("form_fields");
        return address;
    }

    /// As `/v3/customers` writes a customer with one address.
    ObjectNode customer() {
        ObjectNode customer = Json.object();
        customer.put("email", email);
        customer.put("first_name", firstName);
        customer.put("last_name", lastName);
        customer.put("company", company);
        customer.put("phone", phone);
        ObjectNode address = customer.putArray("addresses").addObject();
        address.put("first_name", firstName);
        address.put("last_name", lastName);
        address.put("company", company);
        address.put("address1", street);
        address.put("address2", "");
        address.put("city", city);
        address.put("state_or_province", state);
        address.put("postal_code", zip);
        address.put("country", country);
        address.put("country_code", countryCode);
        address.put("phone", phone);
        return customer;
    }
}
