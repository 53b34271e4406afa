package io.storeledger.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.sandbox.bigcommerce.catalog.InventorySettings;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.shop.Catalogue;
import io.storeledger.sandbox.shop.DraftLine;
import io.storeledger.sandbox.shop.OrderDraft;
import io.storeledger.sandbox.shop.Product;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class StockLifeTest {
    private static final String TEE = "SB-TEE-RED";

    private SandboxApp sandbox;

    @BeforeEach
    void start() {
        sandbox = SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(3));
        sandbox.store().inventory().set(TEE, 10);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void takesStockOnlyWhenTheOrderIsComplete() {
        long id = place(0, 4);
        assertThat(available()).isEqualTo(10);
        assertThat(sandbox.store().sold()).isEmpty();

        sandbox.store().updateStatus(id, 11);
        sandbox.store().updateStatus(id, 2);

        assertThat(available()).isEqualTo(6);
        assertThat(sandbox.store().sold()).containsOnlyKeys(TEE).containsEntry(TEE, 4L);
    }

    @Test
    void putsBackWhatIsCancelledOrRefundedAsAWhole() {
        long cancelled = place(11, 4);
        long refunded = place(11, 2);
        long partly = place(11, 1);

        sandbox.store().updateStatus(cancelled, 5);
        sandbox.store().refund(refunded, Json.object().put("total_amount", 40), true);
        sandbox.store().refund(partly, Json.object().put("total_amount", 1), false);

        assertThat(available()).isEqualTo(9);
        assertThat(sandbox.store().sold()).containsEntry(TEE, 1L);
    }

    @Test
    void doesNotPutBackWhereTheSettingsSaySo() {
        sandbox.store().inventory().settings(new InventorySettings(false, false, false));
        long cancelled = place(11, 4);
        long refunded = place(11, 2);

        sandbox.store().updateStatus(cancelled, 5);
        sandbox.store().refund(refunded, Json.object().put("total_amount", 40), true);

        assertThat(available()).isEqualTo(4);
        assertThat(sandbox.store().sold()).containsEntry(TEE, 2L);
    }

    @Test
    void followsAnEditedOrder() {
        long id = place(11, 4);

        sandbox.store()
                .edit(id, order -> Json.objects(order, "products").getFirst().put("quantity", 7));

        assertThat(available()).isEqualTo(3);
        assertThat(sandbox.store().sold()).containsEntry(TEE, 7L);
    }

    @Test
    void takesStockOfShippedOrdersOnlyWhereTheSettingsSaySo() {
        sandbox.store().inventory().settings(new InventorySettings(true, true, true));
        long id = place(11, 4);
        assertThat(available()).isEqualTo(10);

        sandbox.store().updateStatus(id, 2);

        assertThat(available()).isEqualTo(6);
    }

    @Test
    void neverShowsLessThanNothingAndPutsBackOnlyWhatWasTaken() {
        long id = place(11, 12);
        assertThat(available()).isZero();

        sandbox.store().updateStatus(id, 5);

        assertThat(available()).isEqualTo(10);
    }

    @Test
    void letsShoppersBuyOnlyWhatIsThere() {
        for (Product product : Catalogue.PRODUCTS) {
            if (!product.digital()) {
                sandbox.store().inventory().set(product.sku(), 5);
            }
        }
        sandbox.shoppers().buyOnlyInStock(true);

        for (int i = 0; i < 300; i++) {
            try {
                sandbox.shoppers().placeOne();
            } catch (IllegalStateException e) {
                // this shopper found nothing
            }
        }

        assertThat(sandbox.store().sold()).isNotEmpty();
        for (Product product : Catalogue.PRODUCTS) {
            if (!product.digital()) {
                assertThat(sandbox.store().sold().getOrDefault(product.sku(), 0L))
                        .as(product.sku())
                        .isLessThanOrEqualTo(5);
            }
        }
    }

    @Test
    void letsShoppersPayWhatTheStoreAsks() {
        List<ObjectNode> dearer =
                sandbox.store().catalog().products().stream()
                        .map(product -> Json.object().put("id", product.id()).put("price", 1234.5))
                        .toList();
        dearer.forEach(product -> sandbox.store().catalog().update(List.of(product)));
        long red = sandbox.store().catalog().variant(TEE).orElseThrow().id();
        sandbox.store()
                .catalog()
                .updateVariants(List.of(Json.object().put("id", red).put("price", 5.25)));

        for (int i = 0; i < 200; i++) {
            ObjectNode order = sandbox.store().order(sandbox.shoppers().placeOne());
            for (ObjectNode line : Json.objects(order, "products")) {
                String sku = Json.text(line, "sku");
                boolean own = line.path("parent_order_product_id").isNull() && !sku.isEmpty();
                if (own && Json.text(order, "currency_code").equals("USD")) {
                    assertThat(Json.decimal(line, "base_price"))
                            .as(sku)
                            .isEqualByComparingTo(sku.equals(TEE) ? "5.25" : "1234.5");
                }
            }
        }
        assertThat(sandbox.store().sold()).containsKey(TEE);
    }

    @Test
    void setsNoStockOfWhatIsNotTracked() {
        assertThatThrownBy(() -> sandbox.store().inventory().set("SB-EBOOK-RED", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private long place(int status, int quantity) {
        return sandbox.store()
                .placeOrder(
                        OrderDraft.taxExclusive("USD")
                                .line(DraftLine.of(TEE, "20", quantity))
                                .status(status)
                                .toOrder());
    }

    private long available() {
        return sandbox.store().inventory().available(TEE).orElseThrow();
    }
}
