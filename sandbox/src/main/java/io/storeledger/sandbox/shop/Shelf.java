package io.storeledger.sandbox.shop;

import io.storeledger.sandbox.bigcommerce.StoreSandbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What shoppers see of the store's stock: they take less of what is short and skip what is gone.
final class Shelf {
    private final StoreSandbox store;

    Shelf(StoreSandbox store) {
        this.store = store;
    }

    /// Cuts the draft down to what is in stock.
    ///
    /// @return whether anything is left to order
    boolean fit(OrderDraft draft) {
        Map<String, Long> used = new HashMap<>();
        boolean cut = false;
        List<DraftLine> wanted = List.copyOf(draft.lines());
        draft.lines().clear();
        for (DraftLine line : wanted) {
            List<Product> bundled =
                    line.bundled().stream()
                            .filter(child -> left(child.sku(), used) >= line.quantity())
                            .toList();
            DraftLine fits = bundled.equals(line.bundled()) ? line : line.withBundled(bundled);
            // What is bundled twice may be there only once.
            if (bundled.size() > 1) {
                fits = fits.withBundled(bundled.subList(0, 1));
            }
            long most = Math.min(line.quantity(), left(line.sku(), used));
            if (most < line.quantity() && most > 0) {
                fits = fits.withQuantity((int) most);
            }
            cut |= most < line.quantity();
            if (most > 0) {
                demand(fits).forEach((sku, units) -> used.merge(sku, units, Long::sum));
                draft.line(fits);
            }
        }
        if (cut) {
            draft.clearDiscounts();
        }
        if (draft.lines().stream().noneMatch(DraftLine::needsShipping)) {
            draft.shipping("Free shipping", "0").handling("0");
        }
        return !draft.lines().isEmpty() && has(draft);
    }

    /// Whether all of the draft is in stock.
    boolean has(OrderDraft draft) {
        Map<String, Long> all = new HashMap<>();
        draft.lines()
                .forEach(line ->
                        demand(line).forEach((sku, units) -> all.merge(sku, units, Long::sum)));
        return all.entrySet().stream()
                .allMatch(each -> left(each.getKey(), Map.of()) >= each.getValue());
    }

    /// How many more of this SKU there are.
    long left(String sku, Map<String, Long> used) {
        if (sku.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        long available = store.inventory().available(sku).orElse(Integer.MAX_VALUE);
        return Math.max(0, available - used.getOrDefault(sku, 0L));
    }

    private static Map<String, Long> demand(DraftLine line) {
        Map<String, Long> units = new HashMap<>();
        if (!line.sku().isEmpty()) {
            units.merge(line.sku(), (long) line.quantity(), Long::sum);
        }
        line.bundled()
                .forEach(child -> units.merge(child.sku(), (long) line.quantity(), Long::sum));
        return units;
    }
}
