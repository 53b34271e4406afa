package io.storeledger.mapping;

import io.storeledger.common.json.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Turns BigCommerce's addresses into NetSuite's `billingAddress` and `shippingAddress`.
final class Addresses {
    private Addresses() {}

    /// The address; empty if it says nothing.
    static Optional<ObjectNode> of(ObjectNode address) {
        ObjectNode to = Json.object();
        Optional<String> company = Fields.text(address, "company");
        Optional<String> person = person(address);
        put(to, "addressee", company.or(() -> person), Limits.ADDRESSEE);
        if (company.isPresent()) {
            put(to, "attention", person, Limits.ADDRESSEE);
        }
        put(to, "addr1", Fields.text(address, "street_1"), Limits.STREET);
        put(to, "addr2", Fields.text(address, "street_2"), Limits.STREET);
        put(to, "city", Fields.text(address, "city"), Limits.CITY);
        put(to, "state", Fields.text(address, "state"), Limits.STATE);
        put(to, "zip", Fields.text(address, "zip"), Limits.ZIP);
        put(to, "addrPhone", Fields.text(address, "phone").filter(Limits::isPhone), Limits.PHONE);
        Fields.text(address, "country_iso2")
                .map(code -> code.toUpperCase(Locale.ROOT))
                .ifPresent(code -> to.putObject("country").put("id", code));
        return to.isEmpty() ? Optional.empty() : Optional.of(to);
    }

    private static Optional<String> person(ObjectNode address) {
        String name =
                Stream.of("first_name", "last_name")
                        .flatMap(field -> Fields.text(address, field).stream())
                        .collect(Collectors.joining(" "));
        return Optional.of(name).filter(text -> !text.isEmpty());
    }

    private static void put(ObjectNode to, String field, Optional<String> value, int limit) {
        value.ifPresent(text -> to.put(field, Limits.cut(text, limit)));
    }
}
