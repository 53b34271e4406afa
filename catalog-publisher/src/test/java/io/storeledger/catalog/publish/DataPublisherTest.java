package io.storeledger.catalog.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.clients.bigcommerce.BigCommerceConfig;
import io.storeledger.clients.bigcommerce.CatalogClient;
import io.storeledger.common.config.Secret;
import io.storeledger.common.event.CatalogChange;
import io.storeledger.common.event.CatalogOutcome;
import io.storeledger.common.event.CatalogOutcome.Result;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.Listing;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.event.StoreItem;
import io.storeledger.common.event.StoreItem.Tracking;
import io.storeledger.common.json.Json;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.bigcommerce.catalog.Catalog;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogProduct;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogVariant;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Against a store that refuses calls with more than 50 variants or 10 products.
class DataPublisherTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final long NOBODYS = 999_999;

    private final SandboxApp sandbox =
            SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(1));
    private final Catalog catalog = sandbox.store().catalog();
    private final CatalogClient client =
            new CatalogClient(
                    BigCommerceConfig.of(
                            sandbox.store().config().hash(),
                            sandbox.bigCommerceUrl(),
                            Secret.of(sandbox.store().config().accessToken())),
                    Clock.systemUTC(),
                    new Random(1),
                    new SimpleMeterRegistry());
    private final DataPublisher publisher = new DataPublisher(client, new Bisection(() -> {}));

    @AfterEach
    void close() {
        client.close();
        sandbox.close();
    }

    @Test
    void setsThePricesOfMoreThanFiftyVariantsInTwoCalls() {
        List<StoreItem> items = variants(51);

        List<CatalogOutcome> outcomes = publish(items);

        assertThat(calls("PUT /v3/catalog/variants")).containsExactly(200, 200);
        assertThat(outcomes).allMatch(DataPublisherTest::tookItsPrice);
        assertThat(variantPrices(items)).isEqualTo(asked(51));
    }

    @Test
    void setsThePricesOfMoreThanTenProductsInTwoCalls() {
        List<StoreItem> items = products(11);

        List<CatalogOutcome> outcomes = publish(items);

        assertThat(calls("PUT /v3/catalog/products")).containsExactly(200, 200);
        assertThat(outcomes).allMatch(DataPublisherTest::tookItsPrice);
        assertThat(productPrices(items)).isEqualTo(asked(11));
    }

    @Test
    void aBadVariantOfTheSecondCallCostsOnlyItself() {
        List<StoreItem> good = variants(56);
        List<StoreItem> items = with(good, 53, new StoreItem(1, NOBODYS, false, Tracking.NONE));

        List<CatalogOutcome> outcomes = publish(items);

        assertOnlyRefused(outcomes, 53);
        assertThat(variantPrices(without(items, 53))).isEqualTo(without(asked(56), 53));
        // the first one went as a whole: only the six of the second were halved
        assertThat(calls("PUT /v3/catalog/variants"))
                .startsWith(200)
                .hasSizeLessThanOrEqualTo(8)
                .contains(422);
    }

    @Test
    void aBadProductOfTheSecondCallCostsOnlyItself() {
        List<StoreItem> good = products(14);
        List<StoreItem> items = with(good, 12, new StoreItem(NOBODYS, 1, true, Tracking.NONE));

        List<CatalogOutcome> outcomes = publish(items);

        assertOnlyRefused(outcomes, 12);
        assertThat(productPrices(without(items, 12))).isEqualTo(without(asked(14), 12));
        assertThat(calls("PUT /v3/catalog/products")).startsWith(200).hasSizeLessThanOrEqualTo(6);
    }

    private List<StoreItem> variants(int count) {
        ObjectNode product = product("SHIRT");
        var variants = product.putArray("variants");
        for (int i = 0; i < count; i++) {
            ObjectNode variant = variants.addObject().put("sku", "SHIRT-" + i);
            variant.putArray("option_values")
                    .addObject()
                    .put("option_display_name", "Size")
                    .put("label", Integer.toString(i));
        }
        CatalogProduct made = catalog.create(product);
        return catalog.variants(made).stream()
                .map(variant -> new StoreItem(made.id(), variant.id(), false, Tracking.VARIANT))
                .toList();
    }

    private List<StoreItem> products(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> catalog.create(product("MUG-" + i)))
                .map(made -> new StoreItem(made.id(), 1, true, Tracking.PRODUCT))
                .toList();
    }

    private static ObjectNode product(String sku) {
        return Json.object()
                .put("name", sku)
                .put("sku", sku)
                .put("type", "physical")
                .put("weight", 1)
                .put("price", 1);
    }

    private List<CatalogOutcome> publish(List<StoreItem> items) {
        List<Publication> publications =
                IntStream.range(0, items.size())
                        .mapToObj(i -> publication(items.get(i), asked(items.size()).get(i)))
                        .toList();
        publisher.publish(publications);
        return publications.stream().map(publication -> publication.outcome(NOW)).toList();
    }

    private static Publication publication(StoreItem item, BigDecimal price) {
        var listing = new Listing(null, new Listing.Price(1, price), null);
        var change =
                new CatalogChange("main", "abc", "A", listing, null, item, NOW, Map.of(), null);
        return new Publication(
                change,
                new Cause("t", 0, 0, NOW),
                new ReplayMark(Optional.empty(), Optional.empty(), false));
    }

    /// One of its own for each.
    private static List<BigDecimal> asked(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new BigDecimal(10_000 + i).movePointLeft(2))
                .toList();
    }

    private List<BigDecimal> variantPrices(List<StoreItem> items) {
        return items.stream()
                .map(item -> catalog.variant(item.variantId()).orElseThrow())
                .map(CatalogVariant::fields)
                .map(DataPublisherTest::price)
                .toList();
    }

    private List<BigDecimal> productPrices(List<StoreItem> items) {
        return items.stream()
                .map(item -> catalog.product(item.productId()).orElseThrow())
                .map(CatalogProduct::fields)
                .map(DataPublisherTest::price)
                .toList();
    }

    private static BigDecimal price(JsonNode fields) {
        return fields.path("price").decimalValue().setScale(2);
    }

    private List<Integer> calls(String endpoint) {
        return sandbox.store().requests().last().stream()
                .filter(seen -> seen.endpoint().equals(endpoint))
                .map(seen -> seen.status())
                .toList();
    }

    private static boolean tookItsPrice(CatalogOutcome outcome) {
        return outcome.result() == Result.PUBLISHED
                && outcome.listing().price() != null
                && outcome.listing().equals(outcome.asked());
    }

    private static void assertOnlyRefused(List<CatalogOutcome> outcomes, int bad) {
        assertThat(outcomes.get(bad).result()).isEqualTo(Result.REJECTED);
        assertThat(outcomes.get(bad).reasonCode()).isEqualTo("store-refuses-data");
        assertThat(without(outcomes, bad)).allMatch(DataPublisherTest::tookItsPrice);
    }

    private static <T> List<T> with(List<T> all, int at, T other) {
        return IntStream.range(0, all.size()).mapToObj(i -> i == at ? other : all.get(i)).toList();
    }

    private static <T> List<T> without(List<T> all, int at) {
        return Stream.concat(all.subList(0, at).stream(), all.subList(at + 1, all.size()).stream())
                .toList();
    }
}
