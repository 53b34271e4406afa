package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.json.PackedTree;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// A customer as the book keeps it: what lists are filtered by, and the whole of it packed.
record CustomerEntry(long id, String email, Instant created, Instant modified, PackedTree packed) {
    static CustomerEntry of(ObjectNode customer) {
        return new CustomerEntry(
                Json.number(customer, "id"),
                Json.text(customer, "email"),
                Dates.read(Json.text(customer, "date_created")).orElse(Instant.EPOCH),
                Dates.read(Json.text(customer, "date_modified")).orElse(Instant.EPOCH),
                PackedTree.of(customer));
    }
}
