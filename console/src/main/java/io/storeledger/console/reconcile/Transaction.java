package io.storeledger.console.reconcile;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A sales order or credit in NetSuite.
///
/// @param internalId NetSuite's id
/// @param externalId ours
/// @param type NetSuite's code of its type: `SalesOrd`, `CustCred`, `CashRfnd`
/// @param status NetSuite's letter for its status
/// @param voided whether it was voided
/// @param total what it comes to, of a credit as well a positive amount
/// @param currency as ISO 4217 says; empty where the account has but one
/// @param reference the order's number as it stands in the transaction
record Transaction(
        String internalId,
        String externalId,
        String type,
        String status,
        boolean voided,
        BigDecimal total,
        Optional<String> currency,
        String reference) {
    private static final String SALES_ORDER = "SalesOrd";

    /// @param currencies ISO codes by NetSuite's ids
    static Transaction of(ObjectNode row, Map<String, String> currencies) {
        String type = text(row, "type");
        String status = text(row, "status");
        BigDecimal total = money(text(row, "foreigntotal"));
        return new Transaction(
                text(row, "id"),
                text(row, "externalid"),
                type,
                // with the type's code before it, or without
                status.substring(status.lastIndexOf(':') + 1),
                text(row, "voided").equals("T"),
                // SuiteQL shows what is given back as a negative amount
                type.equals(SALES_ORDER) ? total : total.abs(),
                Optional.ofNullable(currencies.get(text(row, "currency"))),
                text(row, "otherrefnum"));
    }

    boolean isSalesOrder() {
        return type.equals(SALES_ORDER);
    }

    /// Whether NetSuite has begun to fulfil or bill a sales order: then it is not changed any more.
    boolean isBegun() {
        return isSalesOrder() && !status.equals("A") && !status.equals("B");
    }

    /// Whether a sales order is closed or cancelled: nothing will come of it.
    boolean isClosed() {
        return voided || (isSalesOrder() && (status.equals("C") || status.equals("H")));
    }

    /// What people in NetSuite call it.
    String name() {
        return switch (type) {
            case SALES_ORDER -> "sales order";
            case "CashRfnd" -> "cash refund";
            default -> "credit memo";
        };
    }

    private static String text(ObjectNode row, String column) {
        return row.path(column).asString("").strip();
    }

    private static BigDecimal money(String text) {
        return text.matches("-?(\\d+\\.?\\d*|\\.\\d+)") ? new BigDecimal(text) : BigDecimal.ZERO;
    }
}
