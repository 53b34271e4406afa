package io.storeledger.cli.demo;

import io.storeledger.cli.demo.CatalogWatch.Published;
import java.time.Duration;
import java.util.List;

/// What the demo shows while it runs.
///
/// @param phase what it does now
/// @param elapsed since the shop opened
/// @param open how long the shop is to be open
/// @param published what the store's catalogue took
/// @param created products that were created in the store
record DemoNumbers(
        String phase,
        Duration elapsed,
        Duration open,
        int placed,
        int imported,
        int inNetSuite,
        int refunds,
        int credits,
        int customers,
        Published published,
        int created,
        long oversold,
        long p50,
        long p99,
        long faults,
        int skipped,
        int rejected,
        int slots) {
    private static final int BAR = 40;

    int waiting() {
        return Math.max(0, imported - inNetSuite);
    }

    String line() {
        return "%4d s  %-8s placed %d, in NetSuite %d, waiting %d, refunds %d, credits %d, customers %d, stock changes %d, oversold %d, prices %d, product data %d, created %d, webhook to NetSuite p50 %d ms p99 %d ms, faults survived %d"
                .formatted(
                        elapsed.toSeconds(),
                        phase,
                        placed,
                        inNetSuite,
                        waiting(),
                        refunds,
                        credits,
                        customers,
                        published.stock(),
                        oversold,
                        published.prices(),
                        published.products(),
                        created,
                        p50,
                        p99,
                        faults);
    }

    List<String> picture() {
        return List.of(
                "",
                "  %s   %s / %s".formatted(bar(), time(elapsed), time(open)) + "   " + phase,
                "",
                "  orders placed        %,8d".formatted(placed),
                "  to be imported       %,8d".formatted(imported),
                "  in NetSuite          %,8d   %s".formatted(inNetSuite, share()),
                "  waiting              %,8d".formatted(waiting()),
                "  refunds, credits     %,8d, %,d".formatted(refunds, credits),
                "  customers            %,8d".formatted(customers),
                "  stock changes        %,8d   oversold %,d".formatted(published.stock(), oversold),
                "  prices, product data %,8d, %,d   created %,d"
                        .formatted(published.prices(), published.products(), created),
                "",
                "  webhook to NetSuite  %,8d ms half of them, %,d ms all but 1 %%"
                        .formatted(p50, p99),
                "  NetSuite slots used  %,8d".formatted(slots),
                "  faults survived      %,8d".formatted(faults),
                "  skipped, rejected    %,8d, %d".formatted(skipped, rejected),
                "");
    }

    private String bar() {
        double done = Math.min(1, elapsed.toMillis() / (double) Math.max(1, open.toMillis()));
        int full = (int) Math.round(done * BAR);
        return "█".repeat(full) + "░".repeat(BAR - full);
    }

    private String share() {
        return imported == 0
                ? ""
                : "%.1f %%".formatted(Math.min(100, 100.0 * inNetSuite / imported));
    }

    private static String time(Duration duration) {
        return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
