package io.storeledger.mapping;

import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.json.VendorDates;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A read-only view of a BigCommerce order as fetched (orders v2, with its sub-resources).
///
/// It reads as leniently as BigCommerce writes: ids as text or number, `""`, `{}` and `null` for
/// what is unset, dates as RFC-2822 or ISO-8601.
///
/// @param store the store's hash
/// @param order `GET /orders/{id}`, with `include=fees` if fees are to be posted
/// @param products `GET /orders/{id}/products`, all pages
/// @param shippingAddresses `GET /orders/{id}/shipping_addresses`
/// @param coupons `GET /orders/{id}/coupons`
public record StoreOrder(
        String store,
        ObjectNode order,
        List<ObjectNode> products,
        List<ObjectNode> shippingAddresses,
        List<ObjectNode> coupons) {

    /// Copies the lists.
    public StoreOrder {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(order, "order");
        products = List.copyOf(products);
        shippingAddresses = List.copyOf(shippingAddresses);
        coupons = List.copyOf(coupons);
        if (Fields.text(order, "id").filter(id -> id.matches("\\d+")).isEmpty()) {
            throw new IllegalArgumentException("an order needs an id in digits");
        }
    }

    /// A view over raw JSON.
    ///
    /// @throws IllegalArgumentException if the order has no id
    public static StoreOrder of(
            String store,
            ObjectNode order,
            List<ObjectNode> products,
            List<ObjectNode> shippingAddresses,
            List<ObjectNode> coupons) {
        return new StoreOrder(store, order, products, shippingAddresses, coupons);
    }

    /// A view of a snapshot.
    ///
    /// @throws IllegalArgumentException if the order has no id
    public static StoreOrder of(OrderSnapshot snapshot) {
        return new StoreOrder(
                snapshot.store(),
                snapshot.order(),
                snapshot.products(),
                snapshot.shippingAddresses(),
                snapshot.coupons());
    }

    /// The order's number in the store.
    public String id() {
        return Fields.text(order, "id").orElseThrow();
    }

    /// The customer's number in the store; empty for a guest (BigCommerce writes 0).
    public Optional<String> customerId() {
        return Fields.text(order, "customer_id").filter(id -> id.matches("[1-9]\\d*"));
    }

    /// The shopper's e-mail address.
    public Optional<String> email() {
        return billing("email");
    }

    /// What the shopper paid in: the *transactional* currency, which BigCommerce calls
    /// `default_currency_code`; all amounts are in it.
    public Optional<String> currency() {
        return currency(order);
    }

    static Optional<String> currency(ObjectNode order) {
        return Fields.text(order, "default_currency_code")
                .or(() -> Fields.text(order, "currency_code"))
                .map(code -> code.toUpperCase(Locale.ROOT));
    }

    /// The country the order goes to (ISO 3166 alpha-2), or else is billed to.
    public Optional<String> country() {
        return shippingAddress()
                .flatMap(address -> Fields.text(address, "country_iso2"))
                .or(() -> billing("country_iso2"))
                .map(code -> code.toUpperCase(Locale.ROOT));
    }

    /// Which field [#country] is from.
    String countryFrom() {
        return shippingAddress()
                        .flatMap(address -> Fields.text(address, "country_iso2"))
                        .isPresent()
                ? "shipping.country_iso2"
                : "order.billing_address.country_iso2";
    }

    /// The sales channel's number.
    public Optional<String> channel() {
        return text("channel_id");
    }

    /// What the store calls the payment method.
    public Optional<String> paymentMethod() {
        return text("payment_method");
    }

    /// What the store calls the shipping method of the first shipping address.
    public Optional<String> shippingMethod() {
        return shippingAddress().flatMap(address -> Fields.text(address, "shipping_method"));
    }

    /// When the order was placed; empty if unset or unreadable.
    public Optional<Instant> created() {
        return text("date_created").flatMap(VendorDates::parse);
    }

    /// The first address that goods are sent to; a digital order has none.
    Optional<ObjectNode> shippingAddress() {
        return destinations().stream().findFirst().or(() -> shippingAddresses.stream().findFirst());
    }

    /// The addresses that goods are sent to; BigCommerce keeps those that lost theirs.
    List<ObjectNode> destinations() {
        return shippingAddresses.stream()
                .filter(address ->
                        Fields.text(address, "items_total").filter("0"::equals).isEmpty())
                .toList();
    }

    Optional<ObjectNode> billingAddress() {
        JsonNode address = order.get("billing_address");
        return address instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    /// A top-level field as text; empty if unset.
    Optional<String> text(String field) {
        return Fields.text(order, field);
    }

    private Optional<String> billing(String field) {
        return billingAddress().flatMap(address -> Fields.text(address, field));
    }
}
