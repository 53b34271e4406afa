package io.storeledger.common.event;

import java.util.Locale;

/// The key of a record in the topics: `{store}/{resource}/{id}`.
///
/// @param store the BigCommerce store hash
/// @param resource the vendor's word for the kind of record: `order`, `customer`, `product`
/// @param id the vendor's id
public record RecordKey(String store, String resource, String id) {
    /// The resource of orders, and of everything that is kept under an order.
    public static final String ORDER = "order";

    /// The resource of customers and their addresses.
    public static final String CUSTOMER = "customer";

    /// The resource of everything that is kept under a stock keeping unit.
    public static final String SKU = "sku";

    private static final String READING = "reading";

    /// The key of an order.
    public static RecordKey order(String store, long id) {
        return new RecordKey(store, ORDER, Long.toString(id));
    }

    /// The key of a customer.
    public static RecordKey customer(String store, long id) {
        return new RecordKey(store, CUSTOMER, Long.toString(id));
    }

    /// The key of a SKU: SKUs are unique without regard to case.
    public static RecordKey sku(String store, String sku) {
        return new RecordKey(store, SKU, sku.toLowerCase(Locale.ROOT));
    }

    /// The key of the readings of a store's catalogue.
    public static RecordKey reading(String store) {
        return new RecordKey(store, READING, "catalog");
    }

    /// Reads a key as written by [#toString()].
    ///
    /// @throws IllegalArgumentException if it has not three parts
    public static RecordKey parse(String key) {
        String[] parts = key.split("/", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no key of the form store/resource/id: " + key);
        }
        return new RecordKey(parts[0], parts[1], parts[2]);
    }

    /// The store's hash of a key in this form.
    public static String storeOf(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    /// Whether a key in this form belongs to the store.
    public static boolean isOf(String store, String key) {
        return key.startsWith(store) && key.startsWith("/", store.length());
    }

    @Override
    public String toString() {
        return store + "/" + resource + "/" + id;
    }
}
