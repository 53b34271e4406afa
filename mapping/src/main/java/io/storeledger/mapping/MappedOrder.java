package io.storeledger.mapping;

import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/// What became of mapping an order.
public sealed interface MappedOrder {

    /// The order can be posted.
    ///
    /// @param body for `PUT salesOrder/eid:<external id>` with `replace=` [#sublists]; it carries
    ///   no `externalId`, because the path does
    /// @param proof that the body comes to what the store charged
    record Mapped(ObjectNode body, Arithmetic proof) implements MappedOrder {
        /// Checks itself.
        public Mapped {
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(proof, "proof");
        }

        /// The sublists that a write must replace: a repeated write would append the lines again.
        public String sublists() {
            return body.has("taxDetails") ? "item,taxDetails" : "item";
        }
    }

    /// The order can't be posted as things stand.
    ///
    /// @param reasons everything that stands in the way, in words an accountant understands
    record Unmappable(List<String> reasons) implements MappedOrder {
        /// Copies the reasons.
        public Unmappable {
            reasons = List.copyOf(reasons);
        }
    }
}
