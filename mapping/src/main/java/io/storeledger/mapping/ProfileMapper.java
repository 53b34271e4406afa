package io.storeledger.mapping;

import io.storeledger.common.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    private ProfileMapper() {}

    /// The customer's body; whatever the store lacks is left out, a name is always given.
    public static ObjectNode map(StoreCustomer customer, Rules rules) {
        ObjectNode body =
                new Shopper(
                                customer.text("first_name"),
                                customer.text("last_name"),
                                customer.text("company"),
                                customer.email(),
                                customer.text("phone"),
                                customer.id(),
                                rules.subsidiary().of(customer),
                                onlyCurrency(rules))
                        .toJson(rules);
        // one that was switched off and is back
        body.put("isInactive", false);
        ArrayNode book = body.putObject("addressBook").putArray("items");
        inOrder(customer.addresses()).forEach(address -> entry(address, book));
        return body;
    }

    /// BigCommerce promises no order, and the same book must look the same.
    private static List<ObjectNode> inOrder(List<ObjectNode> addresses) {
        List<ObjectNode> sorted = new ArrayList<>(addresses);
        sorted.sort(Comparator.comparingLong(address -> address.path("id").asLong(0)));
        return sorted;
    }

    /// The store marks no address as the one for bills or goods; the first is as good as any.
    private static void entry(ObjectNode address, ArrayNode book) {
        Addresses.of(asOfOrder(address))
                .ifPresent(to -> {
                    ObjectNode entry = book.addObject();
                    entry.put("defaultBilling", book.size() == 1);
                    entry.put("defaultShipping", book.size() == 1);
                    Fields.text(address, "address_type")
                            .ifPresent(
                                    type -> entry.put("isResidential", type.equals("residential")));
                    entry.set("addressBookAddress", to);
                });
    }

    /// Customers' addresses have other field names than orders' (BigCommerce, "Customers v3").
    private static ObjectNode asOfOrder(ObjectNode address) {
        ObjectNode same = Json.object();
        copy(address, "first_name", same, "first_name");
        copy(address, "last_name", same, "last_name");
        copy(address, "company", same, "company");
        copy(address, "phone", same, "phone");
        copy(address, "address1", same, "street_1");
        copy(address, "address2", same, "street_2");
        copy(address, "city", same, "city");
        copy(address, "state_or_province", same, "state");
        copy(address, "postal_code", same, "zip");
        copy(address, "country_code", same, "country_iso2");
        return same;
    }

    private static void copy(ObjectNode from, String field, ObjectNode to, String name) {
        Fields.text(from, field).ifPresent(text -> to.put(name, text));
    }

    /// A customer without orders has a currency only if the store has but one.
    private static Optional<Ref> onlyCurrency(Rules rules) {
        return rules.currencies().size() == 1
                ? rules.currencies().values().stream().findFirst()
                : Optional.empty();
    }
}
