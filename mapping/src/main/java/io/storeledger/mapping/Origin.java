package io.storeledger.mapping;

import java.util.List;

/// Where the value of a field of a NetSuite body came from.
///
/// @param field its path, such as `item.items[2].amount`
/// @param value as text
/// @param rules the keys of the rules that gave it, such as `location.byCountry.GB`
/// @param sources the store's own fields that it came from, such as `order.billing_address.zip`
/// @param note what else there is to say; empty if nothing
public record Origin(
        String field, String value, List<String> rules, List<String> sources, String note) {

    /// Copies the lists.
    public Origin {
        rules = List.copyOf(rules);
        sources = List.copyOf(sources);
    }

    /// Names the field only: the value may be personal data.
    @Override
    public String toString() {
        return "Origin[" + field + "]";
    }
}
