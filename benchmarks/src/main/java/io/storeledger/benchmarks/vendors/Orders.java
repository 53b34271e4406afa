package io.storeledger.benchmarks.vendors;

import io.storeledger.sandbox.shop.Catalogue;
import io.storeledger.sandbox.shop.DraftLine;
import io.storeledger.sandbox.shop.OrderDraft;
import io.storeledger.sandbox.shop.Product;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/// Makes orders as most are: a few lines, tax, shipping, now and then a coupon.
public final class Orders {
    /// The field of an order that says which version it is.
    public static final String VERSION = "bench_version";

    private static final int MOST_LINES = 5;
    private static final int COUPON_EVERY = 6;

    private final RandomGenerator random;

    public Orders(RandomGenerator random) {
        this.random = random;
    }

    /// An order of a registered customer, awaiting fulfilment, version 1.
    public ObjectNode next(long customer) {
        OrderDraft draft = OrderDraft.taxExclusive("USD").customer(customer).tax("8.25");
        int lines = 1 + random.nextInt(MOST_LINES);
        for (int i = 0; i < lines; i++) {
            Product product = Catalogue.PRODUCTS.get(random.nextInt(Catalogue.PRODUCTS.size()));
            draft.line(DraftLine.of(product, product.price(), 1 + random.nextInt(3)));
        }
        draft.shipping("Ground", "7.90");
        if (random.nextInt(COUPON_EVERY) == 0) {
            draft.coupon("SAVE1", "0.25");
        }
        return draft.toOrder().put(VERSION, 1);
    }
}
