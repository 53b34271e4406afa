package io.storeledger.mapping;

import io.storeledger.common.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Turns BigCommerce's addresses into NetSuite's `billingAddress` and `shippingAddress`.
final class Addresses {
    private static final Map<String, String> FIELDS =
            Map.of(
                    "addr1", "street_1",
                    "addr2", "street_2",
                    "city", "city",
                    "state", "state",
                    "zip", "zip",
                    "addrPhone", "phone",
                    "country", "country_iso2");

    private Addresses() {}

    /// The address; empty if it says nothing.
    ///
    /// @param field what it is called in the body
    /// @param from the path of a field in the store's record
    static Optional<ObjectNode> of(
            ObjectNode address, String field, UnaryOperator<String> from, Trace trace) {
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
        if (trace.isOn()) {
            trace(field, company.isPresent(), from, trace);
        }
        return to.isEmpty() ? Optional.empty() : Optional.of(to);
    }

    private static void trace(
            String field, boolean company, UnaryOperator<String> from, Trace trace) {
        List<String> person = List.of(from.apply("first_name"), from.apply("last_name"));
        trace.note(
                field + ".addressee",
                List.of(),
                company ? List.of(from.apply("company")) : person,
                "");
        trace.note(field + ".attention", List.of(), person, "");
        FIELDS.forEach((name, source) -> trace.source(field + "." + name, from.apply(source)));
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
