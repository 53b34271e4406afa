package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What NetSuite demands of a customer, and fills in.
final class CustomerRules implements Rules {
    private final References references;
    private final Features features;

    CustomerRules(References references, Features features) {
        this.references = references;
        this.features = features;
    }

    @Override
    public void apply(ObjectNode customer, Optional<ObjectNode> before, Change change) {
        references.resolve(customer, "");
        boolean person = customer.path("isPerson").asBoolean(false);
        customer.put("isPerson", person);
        if (person) {
            require(customer, "firstName", "First Name");
            require(customer, "lastName", "Last Name");
        } else {
            require(customer, "companyName", "Company Name");
        }
        if (features.oneWorld() && customer.path("subsidiary").isMissingNode()) {
            throw NetSuiteError.user("Please enter value(s) for: Primary Subsidiary.");
        }
        String email = Json.text(customer, "email");
        if (!email.isEmpty() && !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
            throw NetSuiteError.invalidContent(
                    "Error while accessing a resource. Invalid email found " + email + ".",
                    "email");
        }
        String name =
                person
                        ? Json.text(customer, "firstName") + " " + Json.text(customer, "lastName")
                        : Json.text(customer, "companyName");
        if (Json.text(customer, "entityId").isEmpty()) {
            customer.put("entityId", change.id() + " " + name);
        }
        if (!customer.has("currency") && !features.oneWorld()) {
            references.resolve(customer.set("currency", Json.object().put("id", "1")), "");
        }
        if (!customer.has("currency")) {
            references
                    .row("subsidiary", customer.path("subsidiary"))
                    .map(row -> Json.object().put("id", Json.text(row, "currency")))
                    .filter(reference -> references.row("currency", reference).isPresent())
                    .ifPresent(reference -> customer.set("currency", reference));
        }
        for (ObjectNode entry : Json.objects(customer.path("currencyList"), "items")) {
            references.resolve(entry, "currencyList");
        }
        if (!customer.has("isInactive")) {
            customer.put("isInactive", false);
        }
    }

    private static void require(ObjectNode customer, String field, String label) {
        if (Json.text(customer, field).isBlank()) {
            throw NetSuiteError.user("You must enter a value for " + label + ".");
        }
    }
}
