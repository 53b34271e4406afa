package io.storeledger.mapping;

import io.storeledger.common.json.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Who becomes a NetSuite customer, as an order or the store's customer record tells it.
///
/// @param nameless what stands for a name if there is none at all
/// @param subsidiary where it belongs
/// @param currency its first order's, if an order tells of it
/// @param from where in the store's record the fields stand
record Shopper(
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<String> company,
        Optional<String> email,
        Optional<String> phone,
        String nameless,
        Optional<Picked> subsidiary,
        Optional<Ref> currency,
        String from) {
    private static final String GUEST = "Guest";

    /// The customer's body; whatever is unknown is left out, a name is always given.
    ObjectNode toJson(Rules rules, Trace trace) {
        ObjectNode body = Json.object();
        Optional<String> companyName = cut(company, Limits.COMPANY_NAME);
        boolean person =
                companyName.isEmpty()
                        || switch (rules.customers().withCompany()) {
                            case PERSON -> true;
                            case COMPANY -> false;
                        };
        rules.customers().customForm().ifPresent(form -> body.set("customForm", form.toJson()));
        body.put("isPerson", person);
        if (person) {
            name(body);
        }
        companyName.ifPresent(name -> body.put("companyName", name));
        // a longer address would be another address if it were cut
        email.filter(address -> address.length() <= Limits.EMAIL)
                .ifPresent(address -> body.put("email", address));
        cut(phone, Limits.PHONE)
                .filter(Limits::isPhone)
                .ifPresent(number -> body.put("phone", number));
        subsidiary.ifPresent(picked -> body.set("subsidiary", picked.ref().toJson()));
        currencies(rules, body);
        if (trace.isOn()) {
            trace(person, trace);
        }
        return body;
    }

    private void trace(boolean person, Trace trace) {
        trace.rule("customForm", "customers.customForm");
        trace.note("isPerson", List.of("customers.withCompany"), List.of(from + ".company"), "");
        if (person) {
            boolean named = lastName.isPresent() || firstName.isPresent();
            trace.source("firstName", from + ".first_name");
            trace.note(
                    "lastName",
                    List.of(),
                    List.of(
                            lastName.isPresent()
                                    ? from + ".last_name"
                                    : firstName.isPresent()
                                            ? from + ".first_name"
                                            : email.isPresent() ? from + ".email" : from + ".id"),
                    named ? "" : "there is no name");
        }
        trace.source("companyName", from + ".company");
        trace.source("email", from + ".email");
        trace.source("phone", from + ".phone");
        subsidiary.ifPresent(picked -> trace.picked("subsidiary", picked));
        trace.rule(CustomerMapper.CURRENCY, "currencies");
        trace.rule("currencyList", "currencies");
    }

    /// A person needs both names; one name alone is the last one.
    private void name(ObjectNode body) {
        Optional<String> first = cut(firstName, Limits.FIRST_NAME);
        Optional<String> last = cut(lastName, Limits.LAST_NAME);
        boolean both = first.isPresent() && last.isPresent();
        body.put("firstName", both ? first.get() : GUEST);
        body.put(
                "lastName",
                last.or(() -> first).or(() -> email.map(Shopper::beforeAt)).orElse(nameless));
    }

    /// All of the rules' currencies, so that the next order in another one is not refused.
    private void currencies(Rules rules, ObjectNode body) {
        currency.ifPresent(ref -> body.set(CustomerMapper.CURRENCY, ref.toJson()));
        if (rules.currencies().size() > 1) {
            ArrayNode list = body.putObject("currencyList").putArray("items");
            rules.currencies().values().stream()
                    .distinct()
                    .forEach(ref -> list.addObject().set(CustomerMapper.CURRENCY, ref.toJson()));
        }
    }

    private static String beforeAt(String email) {
        return Limits.cut(email.replaceFirst("@.*", ""), Limits.LAST_NAME);
    }

    private static Optional<String> cut(Optional<String> text, int limit) {
        return text.map(value -> Limits.cut(value, limit));
    }

    /// Leaves everything out: it is personal data.
    @Override
    public String toString() {
        return "Shopper";
    }
}
