package io.storeledger.cli.demo;

import io.storeledger.mapping.ImportRule;
import io.storeledger.sandbox.SandboxApp;
import java.util.List;
import java.util.stream.Stream;

/// What the store says against what NetSuite says.
///
/// @param orders order by order
/// @param credits refund by refund
/// @param customers customer by customer
/// @param stock SKU by SKU
record Books(OrderBooks orders, CreditBooks credits, CustomerBooks customers, StockBooks stock) {

    static Books compare(SandboxApp sandbox, ImportRule rule) {
        return new Books(
                OrderBooks.compare(sandbox, rule),
                CreditBooks.compare(sandbox, rule),
                CustomerBooks.compare(sandbox),
                StockBooks.compare(sandbox));
    }

    boolean agree() {
        return orders.agree() && credits.agree() && customers.agree() && stock.agree();
    }

    /// A line for each difference.
    List<String> differences() {
        return Stream.of(
                        orders.differences(),
                        credits.differences(),
                        customers.differences(),
                        stock.differences())
                .flatMap(List::stream)
                .toList();
    }
}
