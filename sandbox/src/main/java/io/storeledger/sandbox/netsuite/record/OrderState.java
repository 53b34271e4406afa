package io.storeledger.sandbox.netsuite.record;

/// The states of a sales order; the constant is the `status.id`.
public enum OrderState {
    /// Not yet approved.
    A("Pending Approval"),
    /// Approved, nothing sent.
    B("Pending Fulfillment"),
    /// Cancelled.
    C("Cancelled"),
    /// Some sent, nothing billed.
    D("Partially Fulfilled"),
    /// Some sent, some billed.
    E("Pending Billing/Partially Fulfilled"),
    /// All sent.
    F("Pending Billing"),
    /// All billed.
    G("Billed"),
    /// Closed.
    H("Closed");

    private final String label;

    OrderState(String label) {
        this.label = label;
    }

    /// As people read it.
    public String label() {
        return label;
    }
}
