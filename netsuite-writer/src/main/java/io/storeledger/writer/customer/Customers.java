package io.storeledger.writer.customer;

import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.mapping.Rules;
import io.storeledger.writer.held.HeldRecords;
import io.storeledger.writer.ledger.Bookkeeper;
import io.storeledger.writer.ledger.Ledger;

/// A connection's customers: those of its orders and those of the store's own records, which know
/// of each other.
///
/// @param ofOrders creates what an order lacks
/// @param handler keeps registered customers up to date
public record Customers(OrderCustomers ofOrders, CustomerHandler handler) {
    /// Both, over one account.
    ///
    /// @param locks one for all that write this connection's customers
    public static Customers of(
            Bookkeeper bookkeeper,
            NetSuiteClient netSuite,
            HeldRecords held,
            Ledger ledger,
            Rules rules,
            NameLocks locks) {
        return new Customers(
                new OrderCustomers(netSuite, held, ledger, rules, locks),
                new CustomerHandler(
                        bookkeeper,
                        new ProfileWriter(netSuite, held, ledger, rules, locks),
                        rules));
    }
}
