package io.storeledger.sandbox.netsuite.record;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// The record types that can be written.
enum RecordType {
    SALES_ORDER("salesOrder", Group.TRANSACTION, "SalesOrd"),
    INVOICE("invoice", Group.TRANSACTION, "CustInvc"),
    CASH_SALE("cashSale", Group.TRANSACTION, "CashSale"),
    ITEM_FULFILLMENT("itemFulfillment", Group.TRANSACTION, "ItemShip"),
    CREDIT_MEMO("creditMemo", Group.TRANSACTION, "CustCred"),
    CASH_REFUND("cashRefund", Group.TRANSACTION, "CashRfnd"),
    CUSTOMER_REFUND("customerRefund", Group.TRANSACTION, "CustRfnd"),
    CUSTOMER_DEPOSIT("customerDeposit", Group.TRANSACTION, "CustDep"),
    RETURN_AUTHORIZATION("returnAuthorization", Group.TRANSACTION, "RtnAuth"),
    CUSTOMER("customer", Group.ENTITY, ""),
    CUSTOMER_SUBSIDIARY("customerSubsidiaryRelationship", Group.NONE, "");

    private final String wireName;
    private final Group group;
    private final String transactionCode;
    private static final Map<Group, Map<String, String>> SUBLISTS =
            Map.of(
                    Group.TRANSACTION,
                            Map.of(
                                    "item",
                                    "line",
                                    "taxDetails",
                                    "",
                                    "apply",
                                    "doc",
                                    "deposit",
                                    "doc"),
                    Group.ENTITY, Map.of("addressBook", "internalId", "currencyList", ""),
                    Group.NONE, Map.of());

    RecordType(String wireName, Group group, String transactionCode) {
        this.wireName = wireName;
        this.group = group;
        this.transactionCode = transactionCode;
    }

    /// Records of a group share one space of external ids.
    enum Group {
        TRANSACTION,
        ENTITY,
        NONE
    }

    String wireName() {
        return wireName;
    }

    Group group() {
        return group;
    }

    /// The value of `type` in SuiteQL's transaction table.
    String transactionCode() {
        return transactionCode;
    }

    /// The sublists and the key of each, "" for one without.
    Map<String, String> sublists() {
        return SUBLISTS.getOrDefault(group, Map.of());
    }

    // Addresses in the path are matched as people write them: /salesorder works too.
    static Optional<RecordType> named(String name) {
        return Arrays.stream(values()).filter(t -> t.wireName.equalsIgnoreCase(name)).findFirst();
    }
}
