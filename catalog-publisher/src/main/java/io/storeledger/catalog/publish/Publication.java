package io.storeledger.catalog.publish;

import io.storeledger.common.consume.Reason;
import io.storeledger.common.event.CatalogChange;
import io.storeledger.common.event.CatalogOutcome;
import io.storeledger.common.event.CatalogOutcome.Result;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.Listing;
import io.storeledger.common.event.ProductData.Matrix;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.event.StoreItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A SKU being published: what of it is to be, and what of that the store has taken. The changes of
/// a SKU that came together are one, the newest of each part counting.
final class Publication {
    private final CatalogChange first;
    private final List<Cause> causes = new ArrayList<>();
    private CatalogChange newest;
    private CatalogChange stockDecision;
    private Map<Long, Long> unknown = Map.of();
    private Listing wanted;
    private Listing taken = Listing.NOTHING;
    private ReplayMark replay;
    private @Nullable Listing creation;
    private @Nullable StoreItem item;
    private boolean looked;
    private boolean created;
    private Result result = Result.PUBLISHED;
    private @Nullable Reason reason;

    /// @param replay what the change's record says of a replay
    Publication(CatalogChange change, Cause cause, ReplayMark replay) {
        this.replay = replay;
        this.first = change;
        this.newest = change;
        this.stockDecision = change;
        this.wanted = change.listing();
        this.creation = change.creation();
        this.item = change.item();
        causes.add(cause);
    }

    /// Takes a later change in.
    void add(CatalogChange change, Cause cause, ReplayMark mark) {
        replay = ReplayMark.together(List.of(replay, mark));
        newest = change;
        stockDecision = change.listing().stock() == null ? stockDecision : change;
        wanted = wanted.with(change.listing());
        creation = change.creation() == null ? creation : change.creation();
        item = change.item() == null ? item : change.item();
        causes.add(cause);
    }

    RecordKey key() {
        return newest.key();
    }

    String sku() {
        return newest.sku();
    }

    Instant decidedAt() {
        return first.decidedAt();
    }

    /// The change that says how much stock there is to be.
    CatalogChange stockDecision() {
        return stockDecision;
    }

    Listing wanted() {
        return wanted;
    }

    Optional<Listing> creation() {
        return Optional.ofNullable(creation);
    }

    /// The product that it is to be a variant of.
    Optional<Matrix> matrix() {
        return creation()
                .map(Listing::product)
                .flatMap(product -> Optional.ofNullable(product.data().matrix()));
    }

    Optional<StoreItem> item() {
        return Optional.ofNullable(item);
    }

    /// As the store says now.
    void item(StoreItem known) {
        item = known;
        looked = true;
    }

    /// Whether its ids and whose stock the store keeps are of now, not of an earlier change.
    boolean isLooked() {
        return looked || created;
    }

    /// The store has it no longer: it is to be looked up the next time.
    void forgetItem() {
        item = null;
    }

    /// It was created: price and data are taken with that, its stock is still to be set.
    void created(StoreItem made) {
        Listing all = creation().map(whole -> whole.with(wanted)).orElse(wanted);
        wanted = new Listing(all.stock(), null, null);
        taken = new Listing(null, all.price(), all.product());
        item = made;
        created = true;
    }

    /// Whether it was created just now.
    boolean isCreated() {
        return created;
    }

    /// @param stock what the store took
    /// @param orders what was taken off for orders that were not known
    void tookStock(Listing.Stock stock, Map<Long, Long> orders) {
        taken = taken.with(new Listing(stock, null, null));
        unknown = orders;
    }

    /// Whether the store has taken the stock already.
    boolean hasStock() {
        return taken.stock() != null;
    }

    /// What was taken of the stock at an attempt that failed further on, if it was decided the
    /// same.
    void tookStockOf(Publication earlier) {
        if (earlier.hasStock() && earlier.stockDecision.equals(stockDecision)) {
            taken = taken.with(new Listing(earlier.taken.stock(), null, null));
            unknown = earlier.unknown;
        }
    }

    void tookData() {
        taken = taken.with(new Listing(null, wanted.price(), wanted.product()));
    }

    boolean isOpen() {
        return reason == null;
    }

    void skip(String code, String text) {
        result = result == Result.REJECTED ? result : Result.SKIPPED;
        reason = reason == null ? new Reason(code, text) : reason;
    }

    void reject(String code, String text) {
        result = Result.REJECTED;
        reason = new Reason(code, text);
    }

    /// Why it is among the dead letters, if it is to be.
    Optional<Reason> rejection() {
        return result == Result.REJECTED ? Optional.ofNullable(reason) : Optional.empty();
    }

    CatalogOutcome outcome(Instant now) {
        return new CatalogOutcome(
                newest.connection(),
                newest.store(),
                newest.sku(),
                result,
                reason == null ? null : reason.code(),
                reason == null ? null : reason.text(),
                taken,
                item,
                decidedAt(),
                now,
                causes,
                unknown,
                taken.with(wanted),
                replay.id().orElse(null),
                replay.by().orElse(null));
    }
}
