package io.storeledger.mapping;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Makes the customer of an order from its billing address.
///
/// The body is for `PUT customer/eid:<external id>?replace=currencyList`; see
/// [ExternalIds#customerOf].
public final class CustomerMapper {
    /// The customer's primary currency: that of the first order, which later ones must not change.
    public static final String CURRENCY = "currency";

    private CustomerMapper() {}

    /// The customer's body; whatever the order lacks is left out, a name is always given.
    public static ObjectNode map(StoreOrder order, Rules rules) {
        return new Shopper(
                        billing(order, "first_name"),
                        billing(order, "last_name"),
                        billing(order, "company"),
                        order.email(),
                        billing(order, "phone"),
                        order.id(),
                        rules.subsidiary().pick("subsidiary", order),
                        order.currency()
                                .flatMap(code -> Optional.ofNullable(rules.currencies().get(code))),
                        "order.billing_address")
                .toJson(rules, Trace.OFF);
    }

    private static Optional<String> billing(StoreOrder order, String field) {
        return order.billingAddress().flatMap(address -> Fields.text(address, field));
    }
}
