package io.storeledger.sandbox.shop;

import io.storeledger.sandbox.bigcommerce.StoreSandbox;
import io.storeledger.sandbox.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The registered shoppers: they register, change their profile and addresses, and go.
final class Members {
    private static final int MOST = 200;
    private static final int MANY_ADDRESSES = 25;

    private final StoreSandbox store;
    private final RandomGenerator random;
    private final People people;
    private final List<Member> members = new ArrayList<>();

    Members(StoreSandbox store, RandomGenerator random, People people) {
        this.store = store;
        this.random = random;
        this.people = people;
    }

    record Member(long id, Person person) {
        static Member guest(Person person) {
            return new Member(0, person);
        }
    }

    /// A registered shopper, sometimes a new one.
    Member next() {
        if (members.size() < MOST && random.nextInt(3) == 0) {
            return register(people.next());
        }
        while (!members.isEmpty()) {
            Member member = members.get(random.nextInt(members.size()));
            if (store.customer(member.id()).isPresent()) {
                return member;
            }
            members.remove(member);
        }
        return register(people.next());
    }

    /// Registers this person, or gives the member of this e-mail address.
    Member register(Person person) {
        ObjectNode customer = person.customer();
        // Few have an address book longer than what is shown with the customer.
        if (random.nextInt(10) == 0) {
            ArrayNode addresses = (ArrayNode) customer.path("addresses");
            int count = 11 + random.nextInt(MANY_ADDRESSES - 10);
            for (int i = 1; i < count; i++) {
                addresses.add(people.next().customer().path("addresses").path(0));
            }
        }
        long id = store.customerOf(person.email()).orElseGet(() -> store.addCustomer(customer));
        Member member = new Member(id, person);
        if (members.stream().noneMatch(each -> each.id() == id)) {
            members.add(member);
        }
        return member;
    }

    /// A guest registers with the e-mail address of an order; in some stores the order then becomes
    /// the customer's.
    void registerLater(long orderId, Person person) {
        Member member = register(person);
        if (random.nextBoolean()) {
            store.edit(orderId, order -> order.put("customer_id", member.id()));
        }
    }

    /// One of the members changes something.
    void change() {
        Member member = next();
        List<ObjectNode> addresses =
                Json.objects(store.customer(member.id()).orElseGet(Json::object), "addresses");
        Person other = people.next();
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 ->
                    store.editCustomer(
                            member.id(), customer -> customer.put("phone", other.phone()));
            case 5, 6 ->
                    store.editCustomer(
                            member.id(),
                            customer ->
                                    customer.put("last_name", other.lastName())
                                            .put("company", other.company()));
            case 7 -> {
                if (store.customerOf(other.email()).isEmpty()) {
                    store.editCustomer(
                            member.id(), customer -> customer.put("email", other.email()));
                }
            }
            case 8 -> {
                store.deleteCustomer(member.id());
                members.remove(member);
            }
            case 9, 10 ->
                    addresses.stream()
                            .skip(1)
                            .findFirst()
                            .ifPresent(address ->
                                    store.deleteAddress(member.id(), Json.number(address, "id")));
            case 11, 12, 13, 14 ->
                    addresses.stream()
                            .findFirst()
                            .ifPresent(address ->
                                    store.editAddress(
                                            member.id(),
                                            Json.number(address, "id"),
                                            changed -> changed.put("address1", other.street())));
            default ->
                    store.addAddress(
                            member.id(), (ObjectNode) other.customer().path("addresses").path(0));
        }
    }
}
