package io.storeledger.cli.demo;

import io.storeledger.cli.demo.CatalogWatch.Published;
import io.storeledger.sandbox.SandboxApp;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The result of a demo, as `--report` writes it.
///
/// @param ordersPlaced orders in the store
/// @param ordersImported of those, how many belong in NetSuite
/// @param salesOrders sales orders in NetSuite
/// @param missing imported orders that are not in NetSuite
/// @param duplicated sales orders too many
/// @param totalsDiffer orders whose totals differ
/// @param customers customers of the store that are registered
/// @param customersMissing of those, how many NetSuite lacks
/// @param customersDoubled customers in NetSuite that have another one's address
/// @param addressBooksDiffer customers whose address books differ
/// @param refunds refunds in the store
/// @param credits credit memos in NetSuite
/// @param creditsMissing refunds that are not in NetSuite
/// @param creditTotalsDiffer credit memos that total something else than was paid back
/// @param creditsTooMany credit memos without a refund
/// @param stockChangesPublished how often a SKU's stock was set in the store
/// @param oversold units sold that no warehouse ever had
/// @param stockDiffers SKUs of which the store shows something else than there is to sell
/// @param pricesChanged how often somebody changed a price in NetSuite
/// @param namesChanged how often somebody changed a name there
/// @param itemsAdded how many items somebody added there
/// @param pricesPublished how often a price was set in the store, the first load included
/// @param productsPublished how often product data were
/// @param productsCreated products that were created in the store
/// @param productsMissing items in NetSuite that the store lacks
/// @param productsShown created products that are not hidden
/// @param pricesDiffer items with another price in the store
/// @param namesDiffer items with another name in the store
/// @param skipped snapshots that needed no write
/// @param deadLetters records in the dead letters
/// @param webhookToNetSuiteMs from a webhook's arrival to NetSuite's answer
/// @param faultsSurvived how often a fault struck
/// @param storeCalls calls of the store's API
/// @param netSuiteCalls calls of NetSuite
/// @param netSuiteRefusals of those, refused for concurrency
/// @param seconds how long it took, with draining
/// @param drainSeconds from closing the shop until everything was settled
/// @param differences a line for each difference in the books
record DemoReport(
        int ordersPlaced,
        int ordersImported,
        int salesOrders,
        int missing,
        int duplicated,
        int totalsDiffer,
        int customers,
        int customersMissing,
        int customersDoubled,
        int addressBooksDiffer,
        int refunds,
        int credits,
        int creditsMissing,
        int creditTotalsDiffer,
        int creditsTooMany,
        long stockChangesPublished,
        long oversold,
        int stockDiffers,
        long pricesChanged,
        long namesChanged,
        long itemsAdded,
        long pricesPublished,
        long productsPublished,
        int productsCreated,
        int productsMissing,
        int productsShown,
        int pricesDiffer,
        int namesDiffer,
        int skipped,
        long deadLetters,
        Latency webhookToNetSuiteMs,
        String faults,
        long faultsSurvived,
        long storeCalls,
        long netSuiteCalls,
        long netSuiteRefusals,
        double seconds,
        double drainSeconds,
        List<String> differences) {
    private static final int SHOWN = 20;

    record Latency(long p50, long p99) {}

    static DemoReport of(
            DemoOptions options,
            Books books,
            OutcomeWatch outcomes,
            Published published,
            long deadLetters,
            SandboxApp sandbox,
            Duration all,
            Duration drain) {
        return new DemoReport(
                books.orders().placed(),
                books.orders().imported(),
                books.orders().salesOrders(),
                books.orders().missing(),
                books.orders().duplicated(),
                books.orders().totalsDiffer(),
                books.customers().registered(),
                books.customers().missing(),
                books.customers().doubled(),
                books.customers().differ(),
                books.credits().refunds(),
                books.credits().credits(),
                books.credits().missing(),
                books.credits().totalsDiffer(),
                books.credits().tooMany(),
                published.stock(),
                books.stock().oversold(),
                books.stock().differ(),
                sandbox.netSuite().merchandiser().priced(),
                sandbox.netSuite().merchandiser().renamed(),
                sandbox.netSuite().merchandiser().added(),
                published.prices(),
                published.products(),
                books.catalogue().created(),
                books.catalogue().missing(),
                books.catalogue().shown(),
                books.catalogue().pricesDiffer(),
                books.catalogue().namesDiffer(),
                outcomes.skipped(),
                deadLetters,
                new Latency(outcomes.percentile(0.5), outcomes.percentile(0.99)),
                options.faults().name().toLowerCase(Locale.ROOT),
                sandbox.faults().struck(),
                sandbox.store().requests().calls(),
                sandbox.netSuite().requests().calls(),
                sandbox.netSuite().concurrencyRefusals(),
                all.toMillis() / 1000.0,
                drain.toMillis() / 1000.0,
                books.differences());
    }

    /// Whether both sides say the same.
    boolean agrees() {
        return differences.isEmpty();
    }

    void print(PrintStream out) {
        differences.stream().limit(SHOWN).forEach(line -> out.println("  " + line));
        if (differences.size() > SHOWN) {
            out.printf("  and %d more%n", differences.size() - SHOWN);
        }
        if (agrees()) {
            out.printf(
                    "The books agree: %,d of %,d orders belong in NetSuite, each is there exactly"
                            + " once, to the cent; so are %,d credits of %,d refunds, and %,d"
                            + " registered customers. Nothing was sold that was not there. The"
                            + " store has NetSuite's prices and names, after %,d and %,d changes;"
                            + " %,d products were created in it, hidden.%n",
                    ordersImported,
                    ordersPlaced,
                    credits,
                    refunds,
                    customers,
                    pricesChanged,
                    namesChanged,
                    productsCreated);
        } else {
            out.printf(
                    "The books differ. Orders: %d missing, %d doubled, %d with another total."
                            + " Credits: %d missing, %d with another total, %d too many."
                            + " Customers: %d missing, %d doubled, %d with another address book."
                            + " Stock: %d units oversold, %d SKUs shown wrong. Catalogue: %d"
                            + " prices and %d names differ, %d products missing, %d not hidden.%n",
                    missing,
                    duplicated,
                    totalsDiffer,
                    creditsMissing,
                    creditTotalsDiffer,
                    creditsTooMany,
                    customersMissing,
                    customersDoubled,
                    addressBooksDiffer,
                    oversold,
                    stockDiffers,
                    pricesDiffer,
                    namesDiffer,
                    productsMissing,
                    productsShown);
        }
        out.printf(
                "Webhook to NetSuite: %,d ms for half of them, %,d ms for all but 1 %%. Faults"
                        + " survived: %,d. Dead letters: %,d.%n",
                webhookToNetSuiteMs.p50(), webhookToNetSuiteMs.p99(), faultsSurvived, deadLetters);
    }
}
