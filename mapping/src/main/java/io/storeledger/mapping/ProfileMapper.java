package io.storeledger.mapping;

import io.storeledger.common.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes a NetSuite customer with its address book of a registered customer of the store.
///
/// The body is for a `PUT` or `PATCH` that replaces [#SUBLISTS]: entries of an address book have no
/// key, so that a repeated write would add them again.
public final class ProfileMapper {
    /// What a write must replace.
    public static final List<String> SUBLISTS = List.of("addressBook", "currencyList");

    /// Customers' addresses have other field names than orders' (BigCommerce, "Customers v3").
    private static final Map<String, String> NAMES =
            Map.of(
                    "street_1", "address1",
                    "street_2", "address2",
                    "state", "state_or_province",
                    "zip", "postal_code",
                    "country_iso2", "country_code");

    private ProfileMapper() {}

    /// The customer's body; whatever the store lacks is left out, a name is always given.
    public static ObjectNode map(StoreCustomer customer, Rules rules) {
        return map(customer, rules, Trace.OFF);
    }

    static ObjectNode map(StoreCustomer customer, Rules rules, Trace trace) {
        ObjectNode body =
                new Shopper(
                                customer.text("first_name"),
                                customer.text("last_name"),
                                customer.text("company"),
                                customer.email(),
                                customer.text("phone"),
                                customer.id(),
                                rules.subsidiary().pick("subsidiary", customer),
                                onlyCurrency(rules),
                                "customer")
                        .toJson(rules, trace);
        // one that was switched off and is back
        body.put("isInactive", false);
        trace.always("isInactive", "the store has the customer");
        ArrayNode book = body.putObject("addressBook").putArray("items");
        inOrder(customer.addresses())
                .forEach(address ->
                        entry(
                                address,
                                "customer.addresses[%d]."
                                        .formatted(customer.addresses().indexOf(address)),
                                book,
                                trace));
        return body;
    }

    /// BigCommerce promises no order, and the same book must look the same.
    private static List<ObjectNode> inOrder(List<ObjectNode> addresses) {
        List<ObjectNode> sorted = new ArrayList<>(addresses);
        sorted.sort(Comparator.comparingLong(address -> address.path("id").asLong(0)));
        return sorted;
    }

    /// The store marks no address as the one for bills or goods; the first is as good as any.
    private static void entry(ObjectNode address, String from, ArrayNode book, Trace trace) {
        String at = "addressBook.items[" + book.size() + "].";
        Addresses.of(
                        asOfOrder(address),
                        at + "addressBookAddress",
                        name -> from + NAMES.getOrDefault(name, name),
                        trace)
                .ifPresent(to -> {
                    ObjectNode entry = book.addObject();
                    entry.put("defaultBilling", book.size() == 1);
                    entry.put("defaultShipping", book.size() == 1);
                    Fields.text(address, "address_type")
                            .ifPresent(
                                    type -> entry.put("isResidential", type.equals("residential")));
                    entry.set("addressBookAddress", to);
                    trace.always(at + "defaultBilling", "the first address is");
                    trace.always(at + "defaultShipping", "the first address is");
                    trace.source(at + "isResidential", from + "address_type");
                });
    }

    private static ObjectNode asOfOrder(ObjectNode address) {
        ObjectNode same = Json.object();
        for (String name :
                List.of(
                        "first_name",
                        "last_name",
                        "company",
                        "phone",
                        "street_1",
                        "street_2",
                        "city",
                        "state",
                        "zip",
                        "country_iso2")) {
            Fields.text(address, NAMES.getOrDefault(name, name))
                    .ifPresent(text -> same.put(name, text));
        }
        return same;
    }

    /// A customer without orders has a currency only if the store has but one.
    private static Optional<Ref> onlyCurrency(Rules rules) {
        return rules.currencies().size() == 1
                ? rules.currencies().values().stream().findFirst()
                : Optional.empty();
    }
}
