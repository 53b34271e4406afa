package io.storeledger.cli.demo;

import io.storeledger.mapping.ExternalIds;
import io.storeledger.sandbox.SandboxApp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// The store's registered customers against NetSuite's customers, by their e-mail addresses.
///
/// @param registered customers that the store has
/// @param customers customers in NetSuite, guests among them
/// @param missing registered customers that NetSuite lacks
/// @param doubled customers in NetSuite beyond the one that an address has
/// @param differ customers whose address book is another one
/// @param differences a line for each of these; none tells who it is
record CustomerBooks(
        int registered,
        int customers,
        int missing,
        int doubled,
        int differ,
        List<String> differences) {

    boolean agree() {
        return differences.isEmpty();
    }

    static CustomerBooks compare(SandboxApp sandbox) {
        var ids = new ExternalIds(sandbox.store().config().hash());
        List<ObjectNode> held = sandbox.netSuite().records("customer");
        Map<String, ObjectNode> byName = new HashMap<>();
        Map<String, String> addresses = new HashMap<>();
        int doubled = 0;
        List<String> differences = new ArrayList<>();
        for (ObjectNode customer : held) {
            String name = customer.path("externalId").asString("");
            byName.put(name, customer);
            String email = customer.path("email").asString("").toLowerCase(Locale.ROOT);
            String other = email.isEmpty() ? null : addresses.put(email, name);
            if (other != null) {
                doubled++;
                differences.add("customers %s and %s have one address".formatted(other, name));
            }
        }
        int missing = 0;
        int differ = 0;
        List<ObjectNode> registered = sandbox.store().customers();
        for (ObjectNode customer : registered) {
            ObjectNode found = byName.get(ids.guest(customer.path("email").asString("")));
            String id = customer.path("id").asString("");
            if (found == null) {
                missing++;
                differences.add("customer %s: not in NetSuite".formatted(id));
            } else if (found.path("addressBook").path("items").size()
                    != customer.path("addresses").size()) {
                differ++;
                differences.add("customer %s: the address books differ".formatted(id));
            }
        }
        return new CustomerBooks(
                registered.size(), held.size(), missing, doubled, differ, differences);
    }
}
