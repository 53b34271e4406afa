package io.storeledger.mapping;

import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/// What became of mapping a refund.
public sealed interface MappedRefund {

    /// The refund can be posted.
    ///
    /// @param body of a credit memo on its own; it carries no `externalId`
    /// @param proof that the body comes to what the store refunded
    record Mapped(ObjectNode body, Arithmetic proof) implements MappedRefund {
        /// Checks itself.
        public Mapped {
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(proof, "proof");
        }

        /// The sublists that a write must replace.
        public String sublists() {
            return body.has("taxDetails") ? "item,taxDetails" : "item";
        }
    }

    /// No money went back.
    ///
    /// @param reason in a sentence
    record NothingRefunded(String reason) implements MappedRefund {}

    /// The refund can't be posted as things stand.
    ///
    /// @param reasons everything that stands in the way, in words an accountant understands
    record Unmappable(List<String> reasons) implements MappedRefund {
        /// Copies the reasons.
        public Unmappable {
            reasons = List.copyOf(reasons);
        }
    }
}
