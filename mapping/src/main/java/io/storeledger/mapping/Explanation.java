package io.storeledger.mapping;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Which rule, or which field of the store, gave each field of a NetSuite body its value. It is
/// taken down by the mapping itself, so that it can't say anything else than what is done.
///
/// @param origins one for each value of the body; none if there is no body
/// @param proof that the body comes to what the store charged or refunded; customers have none
/// @param obstacles why there is no body; empty if there is one
public record Explanation(
        List<Origin> origins, Optional<Arithmetic> proof, List<String> obstacles) {

    /// Copies the lists.
    public Explanation {
        origins = List.copyOf(origins);
        obstacles = List.copyOf(obstacles);
    }

    /// Of an order's sales order.
    public static Explanation of(StoreOrder order, Rules rules, References references) {
        Trace trace = Trace.on();
        return switch (SalesOrderMapper.map(order, rules, references, trace)) {
            case MappedOrder.Mapped(ObjectNode body, Arithmetic proof) ->
                    new Explanation(trace.origins(body), Optional.of(proof), List.of());
            case MappedOrder.Unmappable(List<String> reasons) -> without(reasons);
        };
    }

    /// Of a refund's credit.
    ///
    /// @param refund the refund's own JSON (v3)
    /// @param order the order that it belongs to
    public static Explanation of(
            ObjectNode refund, StoreOrder order, Rules rules, References references) {
        Trace trace = Trace.on();
        return switch (RefundMapper.map(refund, order, rules, references, trace)) {
            case MappedRefund.Mapped(ObjectNode body, Arithmetic proof) ->
                    new Explanation(trace.origins(body), Optional.of(proof), List.of());
            case MappedRefund.Unmappable(List<String> reasons) -> without(reasons);
            case MappedRefund.NothingRefunded(String reason) -> without(List.of(reason));
        };
    }

    /// Of a registered customer.
    public static Explanation of(StoreCustomer customer, Rules rules) {
        Trace trace = Trace.on();
        return new Explanation(
                trace.origins(ProfileMapper.map(customer, rules, trace)),
                Optional.empty(),
                List.of());
    }

    private static Explanation without(List<String> reasons) {
        return new Explanation(List.of(), Optional.empty(), reasons);
    }
}
