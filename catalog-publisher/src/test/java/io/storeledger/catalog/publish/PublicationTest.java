package io.storeledger.catalog.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.event.CatalogChange;
import io.storeledger.common.event.CatalogOutcome;
import io.storeledger.common.event.CatalogOutcome.Result;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.Listing;
import io.storeledger.common.event.ProductData;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.event.StoreItem;
import io.storeledger.common.event.StoreItem.Tracking;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublicationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final StoreItem ITEM = new StoreItem(11, 22, true, Tracking.PRODUCT);

    @Test
    void ofSeveralChangesTheNewestOfEachPartCounts() {
        var publication = publication(change(new Listing(stock(1, 5), price(1, "1"), null), null));

        publication.add(change(new Listing(stock(2, 6), null, null), null), cause(1), noReplay());
        publication.add(change(new Listing(stock(3, 7), null, null), null), cause(2), noReplay());

        assertThat(publication.wanted()).isEqualTo(new Listing(stock(3, 7), price(1, "1"), null));
        assertThat(publication.stockDecision().listing().stock()).isEqualTo(stock(3, 7));
        assertThat(publication.outcome(NOW).causedBy()).hasSize(3);
    }

    @Test
    void tellsWhatWasAskedForAndWhatOfItTheStoreTook() {
        var publication = publication(change(new Listing(stock(4, 5), price(4, "1"), null), null));
        publication.item(ITEM);
        publication.tookStock(stock(4, 3), Map.of(1001L, 2L));
        publication.reject("store-refuses-data", "No.");

        CatalogOutcome outcome = publication.outcome(NOW);

        assertThat(outcome.result()).isEqualTo(Result.REJECTED);
        assertThat(outcome.asked()).isEqualTo(new Listing(stock(4, 5), price(4, "1"), null));
        assertThat(outcome.listing()).isEqualTo(new Listing(stock(4, 3), null, null));
        assertThat(outcome.asked().without(outcome.listing()))
                .isEqualTo(new Listing(null, price(4, "1"), null));
    }

    @Test
    void whatIsCreatedIsAskedForAsAWhole() {
        var product = new Listing.Product(2, new ProductData("Shirt", null, null, null, null));
        var publication =
                publication(
                        change(
                                new Listing(null, price(3, "2"), null),
                                new Listing(stock(1, 5), price(3, "2"), product)));

        publication.created(ITEM);

        assertThat(publication.wanted()).isEqualTo(new Listing(stock(1, 5), null, null));
        CatalogOutcome outcome = publication.outcome(NOW);
        assertThat(outcome.asked()).isEqualTo(new Listing(stock(1, 5), price(3, "2"), product));
        assertThat(outcome.listing()).isEqualTo(new Listing(null, price(3, "2"), product));
        assertThat(outcome.item()).isEqualTo(ITEM);
    }

    private static Publication publication(CatalogChange change) {
        return new Publication(change, cause(0), noReplay());
    }

    private static CatalogChange change(Listing listing, @Nullable Listing creation) {
        return new CatalogChange("main", "abc", "A", listing, creation, null, NOW, Map.of(), null);
    }

    private static Listing.Stock stock(long sequence, long quantity) {
        return new Listing.Stock(sequence, Map.of("1", quantity));
    }

    private static Listing.Price price(long sequence, String amount) {
        return new Listing.Price(sequence, new BigDecimal(amount));
    }

    private static Cause cause(long offset) {
        return new Cause("t", 0, offset, NOW);
    }

    private static ReplayMark noReplay() {
        return new ReplayMark(Optional.empty(), Optional.empty(), false);
    }
}
