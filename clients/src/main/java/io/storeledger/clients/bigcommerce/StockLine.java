package io.storeledger.clients.bigcommerce;

/// What a location is to have on hand of an item.
///
/// @param locationId BigCommerce's location
/// @param item whose stock it is: what the product's tracking says
/// @param id of the product or variant
/// @param quantity from 0
public record StockLine(long locationId, Item item, long id, long quantity) {

    /// By what an item is named; the store refuses the one that it doesn't track by.
    public enum Item {
        PRODUCT("product_id"),
        VARIANT("variant_id");

        private final String field;

        Item(String field) {
            this.field = field;
        }

        String field() {
            return field;
        }
    }
}
