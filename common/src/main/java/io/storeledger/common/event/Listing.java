package io.storeledger.common.event;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a store is to show of a SKU, or shows: only the parts that an event is about.
///
/// @param stock how many can be sold
/// @param price what it costs
/// @param product what it is
public record Listing(@Nullable Stock stock, @Nullable Price price, @Nullable Product product) {
    /// One of the parts.
    public sealed interface Part {
        /// The number of the change that asked for it.
        long sequence();
    }

    /// None of the parts.
    public static final Listing NOTHING = new Listing(null, null, null);

    /// How many can be sold.
    ///
    /// @param sequence the number of the change that asked for it
    /// @param quantities by BigCommerce's location id
    public record Stock(long sequence, Map<String, Long> quantities) implements Part {
        public Stock {
            quantities = new TreeMap<>(quantities);
        }
    }

    /// What it costs.
    ///
    /// @param sequence the number of the change that asked for it
    /// @param amount in the store's currency
    public record Price(long sequence, BigDecimal amount) implements Part {}

    /// What it is.
    ///
    /// @param sequence the number of the change that asked for it
    /// @param data as NetSuite says
    public record Product(long sequence, ProductData data) implements Part {}

    /// Whether it says nothing.
    public boolean isEmpty() {
        return stock == null && price == null && product == null;
    }

    /// This one, with the parts of a later one in place of its own.
    public Listing with(Listing later) {
        return new Listing(
                Optional.ofNullable(later.stock).orElse(stock),
                Optional.ofNullable(later.price).orElse(price),
                Optional.ofNullable(later.product).orElse(product));
    }

    /// Those of its parts that the other one has as well, of the same change.
    public Listing in(Listing other) {
        return new Listing(
                isSame(stock, other.stock) ? stock : null,
                isSame(price, other.price) ? price : null,
                isSame(product, other.product) ? product : null);
    }

    /// Without those of its parts that the other one has as well, of the same change.
    public Listing without(Listing other) {
        return new Listing(
                isSame(stock, other.stock) ? null : stock,
                isSame(price, other.price) ? null : price,
                isSame(product, other.product) ? null : product);
    }

    private static boolean isSame(@Nullable Part one, @Nullable Part other) {
        return one != null && other != null && one.sequence() == other.sequence();
    }
}
