package io.storeledger.cli.demo;

import static java.util.Objects.requireNonNull;

import io.storeledger.catalog.rule.CatalogRule;
import io.storeledger.cli.pipeline.PipelineConfig;
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
/// @param catalogue item by item
record Books(
        OrderBooks orders,
        CreditBooks credits,
        CustomerBooks customers,
        StockBooks stock,
        CatalogueBooks catalogue) {

    static Books compare(SandboxApp sandbox, PipelineConfig config) {
        ImportRule rule =
                requireNonNull(config.enricher().connections().get(DemoConfig.CONNECTION)).orders();
        CatalogRule catalogue =
                requireNonNull(config.catalog().connections().get(DemoConfig.CONNECTION)).rule();
        return new Books(
                OrderBooks.compare(sandbox, rule),
                CreditBooks.compare(sandbox, rule),
                CustomerBooks.compare(sandbox),
                StockBooks.compare(sandbox, catalogue.stock().buffer()),
                CatalogueBooks.compare(sandbox, catalogue));
    }

    boolean agree() {
        return orders.agree()
                && credits.agree()
                && customers.agree()
                && stock.agree()
                && catalogue.agree();
    }

    /// A line for each difference.
    List<String> differences() {
        return Stream.of(
                        orders.differences(),
                        credits.differences(),
                        customers.differences(),
                        stock.differences(),
                        catalogue.differences())
                .flatMap(List::stream)
                .toList();
    }
}
