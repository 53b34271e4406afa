package io.storeledger.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A read-only view of a BigCommerce customer as fetched (customers v3, with all addresses).
///
/// @param store the store's hash
/// @param customer an element of `GET /customers`
/// @param addresses elements of `GET /customers/addresses`
public record StoreCustomer(String store, ObjectNode customer, List<ObjectNode> addresses) {

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if the customer has no id
    public StoreCustomer {
        Objects.requireNonNull(store, "store");
        addresses = List.copyOf(addresses);
        if (Fields.text(customer, "id").filter(id -> id.matches("\\d+")).isEmpty()) {
            throw new IllegalArgumentException("a customer needs an id in digits");
        }
    }

    /// The customer's number in the store.
    public String id() {
        return text("id").orElseThrow();
    }

    /// The e-mail address, unique in the store.
    public Optional<String> email() {
        return text("email");
    }

    /// The sales channel it registered at.
    Optional<String> channel() {
        return text("origin_channel_id");
    }

    /// The country of the first address (ISO 3166 alpha-2).
    Optional<String> country() {
        return addresses.stream()
                .findFirst()
                .flatMap(address -> Fields.text(address, "country_code"))
                .map(code -> code.toUpperCase(Locale.ROOT));
    }

    /// A field as text; empty if unset.
    Optional<String> text(String field) {
        return Fields.text(customer, field);
    }

    /// Names the customer only: the rest is personal data.
    @Override
    public String toString() {
        return "StoreCustomer[" + id() + "]";
    }
}
