package io.storeledger.mapping;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The external ids that a customer is known by.
///
/// With `customers.identity: email` one NetSuite customer stands for everybody with an address: it
/// stands there under the address's id, so that NetSuite itself refuses a second one, and a
/// registered customer's own number is a second name that only we keep.
///
/// @param number that of the number in the store; empty for guests
/// @param address that of the e-mail address, where the rules go by it or a guest has nothing else
/// @param standsUnder under which of them it stands in NetSuite
public record Identity(Optional<String> number, Optional<String> address, String standsUnder) {
    /// What stands for a digest under an address that belongs to a registered customer: no order
    /// changes it.
    public static final String REGISTERED = "registered";

    /// Of an order's customer.
    public static Identity of(StoreOrder order, Rules rules) {
        var ids = new ExternalIds(order.store());
        return of(
                order.customerId().map(ids::customer),
                order.email().map(ids::guest),
                ids.guestOfOrder(order.id()),
                rules);
    }

    /// Of a registered customer.
    public static Identity of(StoreCustomer customer, Rules rules) {
        var ids = new ExternalIds(customer.store());
        String number = ids.customer(customer.id());
        return of(Optional.of(number), customer.email().map(ids::guest), number, rules);
    }

    private static Identity of(
            Optional<String> number, Optional<String> address, String otherwise, Rules rules) {
        return switch (rules.customers().identity()) {
            case ID ->
                    number.isPresent()
                            ? new Identity(number, Optional.empty(), number.get())
                            : new Identity(number, address, address.orElse(otherwise));
            case EMAIL -> new Identity(number, address, address.or(() -> number).orElse(otherwise));
        };
    }

    /// Whether it has no number in the store.
    public boolean isGuest() {
        return number.isEmpty();
    }

    /// All of them, the one that says most first.
    public List<String> names() {
        return Stream.of(number.stream(), address.stream(), Stream.of(standsUnder))
                .flatMap(name -> name)
                .distinct()
                .toList();
    }
}
