package io.storeledger.catalog.difference;

import io.storeledger.catalog.difference.SkuFact.Answered;
import io.storeledger.catalog.difference.SkuFact.ItemRead;
import io.storeledger.catalog.difference.SkuFact.Ordered;
import io.storeledger.catalog.difference.SkuFact.StockRead;
import io.storeledger.catalog.difference.SkuState.OnTheWay;
import io.storeledger.catalog.rule.CatalogRule;
import io.storeledger.catalog.rule.StockRule.Decrements;
import io.storeledger.common.event.CatalogChange;
import io.storeledger.common.event.CatalogOutcome;
import io.storeledger.common.event.CatalogOutcome.Result;
import io.storeledger.common.event.ItemSnapshot;
import io.storeledger.common.event.Listing;
import io.storeledger.common.event.StockSnapshot;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The arithmetic of what is to be published of a SKU; pure.
///
/// The store is to show what NetSuite has available, less a buffer, less what was sold in the store
/// and is not in NetSuite's figure yet. It takes what it sells off by itself: an order placed after
/// the store had taken our figure lowers what is to be shown and what is shown by the same, so that
/// nothing is published for it. An order placed before or about then may or may not be in the
/// store's figure, so it is published once more: too often rather than too high.
///
/// Likewise what an edit, a cancellation or a refund took out of an order: the store may have put
/// it back by itself, whether NetSuite has it again or not. And what is shipped, where the store
/// decrements only then.
///
/// What the store did not take is asked for again once with each sweep of NetSuite, since somebody
/// may have mended it in the store; and when an answer tells that the store has a SKU which it was
/// not known to have. No answer asks again for what it refuses itself.
final class Differences {
    private final String connection;
    private final String store;
    private final CatalogRule rule;

    Differences(String connection, String store, CatalogRule rule) {
        this.connection = connection;
        this.store = store;
        this.rule = rule;
    }

    /// What is known after a fact, and what is to be published because of it.
    record Step(SkuState state, Optional<CatalogChange> change) {}

    /// @param ordersUpTo up to when the orders are read
    Step apply(SkuState before, SkuFact fact, Instant now, Instant ordersUpTo) {
        SkuState after =
                switch (fact) {
                    case ItemRead(ItemSnapshot item) -> itemRead(before, item);
                    case StockRead(StockSnapshot stock) -> stockRead(before, stock);
                    case Ordered(OrderLine line) -> ordered(before, line, now);
                    case Answered(CatalogOutcome outcome) -> answered(before, outcome, now);
                };
        return difference(after.remembering(now), again(before, fact, after), now, ordersUpTo);
    }

    /// What the store did not take and is asked for once more, or took and no longer shows.
    private Listing again(SkuState before, SkuFact fact, SkuState after) {
        return switch (fact) {
            case ItemRead _, StockRead _ ->
                    Objects.equals(before.sweptAt(), after.sweptAt())
                            ? Listing.NOTHING
                            : after.refused();
            case Ordered(OrderLine line) ->
                    isMoved(line) && after.refused().stock() == null
                            ? new Listing(after.asked().stock(), null, null)
                            : Listing.NOTHING;
            case Answered(CatalogOutcome outcome) ->
                    before.stored() == null && after.stored() != null
                            ? before.refused().without(outcome.asked())
                            : Listing.NOTHING;
        };
    }

    /// Whether the store may have changed what it shows by itself, other than by a sale.
    private boolean isMoved(OrderLine line) {
        return line.putBack()
                || (line.shipped()
                        && rule.stock().decrements() == Decrements.ORDER_COMPLETED_OR_SHIPPED);
    }

    private static SkuState itemRead(SkuState state, ItemSnapshot item) {
        return state.item() != null && item.readAt().isBefore(state.item().readAt())
                ? state
                : state.withItem(item).withSweep(item.sweptAt());
    }

    private SkuState stockRead(SkuState state, StockSnapshot stock) {
        if (state.stock() != null && stock.readAt().isBefore(state.stock().readAt())) {
            return state;
        }
        Map<String, OnTheWay> left = new TreeMap<>();
        state.onTheWay().forEach((order, line) -> left.put(order, reflected(line, stock)));
        return state.withStock(stock, left).withSweep(stock.sweptAt());
    }

    private SkuState ordered(SkuState state, OrderLine line, Instant now) {
        OnTheWay old = state.onTheWay().get(line.order());
        OnTheWay heard =
                line.over()
                        ? OnTheWay.nothing(now)
                        : reflected(
                                new OnTheWay(
                                        line.wanted(),
                                        line.written(),
                                        line.writtenAt(),
                                        old == null ? 0 : old.reflected(),
                                        now),
                                state.stock());
        long held = state.held();
        SkuState after = state.withOrder(line.order(), heard);
        return soldByTheStore(state, line)
                ? after.withAsked(lowered(state.asked(), after.held() - held), state.shownAt())
                : after;
    }

    /// Whether the store, which showed what we asked, has taken the order off that by itself.
    private boolean soldByTheStore(SkuState state, OrderLine line) {
        return line.placedAt() != null
                && state.shownAt() != null
                && rule.stock().decrements() == Decrements.ORDER_PLACED
                && line.placedAt().isAfter(state.shownAt().plus(rule.stock().margin()));
    }

    private Listing lowered(Listing asked, long by) {
        if (asked.stock() == null || by <= 0) {
            return asked;
        }
        Map<String, Long> quantities = new TreeMap<>(asked.stock().quantities());
        quantities.computeIfPresent(
                rule.stock().location(), (location, quantity) -> Math.max(0, quantity - by));
        return asked.with(
                new Listing(new Listing.Stock(asked.stock().sequence(), quantities), null, null));
    }

    private OnTheWay reflected(OnTheWay line, @Nullable StockSnapshot stock) {
        boolean isInStock =
                line.writtenAt() != null
                        && stock != null
                        && stock.readAt().isAfter(line.writtenAt().plus(rule.stock().margin()));
        return isInStock ? line.reflecting(line.written()) : line;
    }

    /// The store shows what was written, which is less than what was asked if the publisher saw
    /// orders that are not known here: they are held back from now on, so that what is to be shown
    /// is less by the same.
    private static SkuState answered(SkuState state, CatalogOutcome outcome, Instant now) {
        Listing.Stock taken = outcome.listing().stock();
        Listing.Stock asked = state.asked().stock();
        boolean isShown = taken != null && asked != null && taken.sequence() == asked.sequence();
        SkuState known = state.withStored(outcome.item()).withRefused(refused(state, outcome));
        return isShown
                ? known.withSeen(outcome, now)
                        .withAsked(
                                state.asked().with(new Listing(taken, null, null)),
                                outcome.finishedAt())
                : known;
    }

    /// A store that lacks the SKU shows nothing of what it was ever asked.
    private static Listing refused(SkuState state, CatalogOutcome outcome) {
        boolean isLacking = outcome.result() == Result.SKIPPED && outcome.item() == null;
        return isLacking
                ? state.asked()
                : state.refused()
                        .without(outcome.listing())
                        .with(outcome.asked().without(outcome.listing()).in(state.asked()));
    }

    /// @param again what is to be told even if it was told before
    private Step difference(SkuState state, Listing again, Instant now, Instant ordersUpTo) {
        long next = state.sequence() + 1;
        Listing asked = state.asked().without(again);
        Listing differing =
                new Listing(
                        stock(state)
                                .filter(target ->
                                        asked.stock() == null
                                                || !asked.stock().quantities().equals(target))
                                .map(target -> new Listing.Stock(next, target))
                                .orElse(null),
                        price(state, next, asked),
                        product(state, next, asked));
        if (differing.isEmpty()) {
            return new Step(state, Optional.empty());
        }
        Listing all = state.asked().with(differing);
        SkuState after =
                state.withSequence(next)
                        .withAsked(all, differing.stock() == null ? state.shownAt() : null);
        boolean mayCreate = rule.createMissing() && state.stored() == null && isOffered(state);
        return new Step(
                after,
                Optional.of(
                        new CatalogChange(
                                connection,
                                store,
                                sku(state),
                                differing,
                                mayCreate ? all : null,
                                state.stored(),
                                now,
                                state.known(),
                                ordersUpTo)));
    }

    /// An item out of use is sold out, if the store was ever told of it.
    private Optional<Map<String, Long>> stock(SkuState state) {
        if (!rule.publish().stock() || state.stock() == null) {
            return Optional.empty();
        }
        String sku = state.stock().sku();
        if (state.item() != null && state.item().inactive()) {
            return state.asked().stock() == null
                    ? Optional.empty()
                    : Optional.of(rule.stock().nothing(sku));
        }
        return Optional.of(rule.stock().target(sku, state.stock().available(), state.held()));
    }

    private Listing.@Nullable Price price(SkuState state, long next, Listing asked) {
        ItemSnapshot item = state.item();
        if (!rule.publish().price() || item == null || item.price() == null || item.inactive()) {
            return null;
        }
        return asked.price() != null && asked.price().amount().compareTo(item.price()) == 0
                ? null
                : new Listing.Price(next, item.price());
    }

    private Listing.@Nullable Product product(SkuState state, long next, Listing asked) {
        ItemSnapshot item = state.item();
        if (!rule.publish().products() || item == null || item.inactive()) {
            return null;
        }
        return asked.product() != null && asked.product().data().equals(item.product())
                ? null
                : new Listing.Product(next, item.product());
    }

    private static boolean isOffered(SkuState state) {
        return state.item() != null && !state.item().inactive();
    }

    private static String sku(SkuState state) {
        if (state.item() != null) {
            return state.item().sku();
        }
        if (state.stock() != null) {
            return state.stock().sku();
        }
        throw new IllegalStateException("a SKU that NetSuite never spoke of is not published");
    }
}
