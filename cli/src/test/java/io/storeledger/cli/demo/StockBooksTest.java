package io.storeledger.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.json.Json;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class StockBooksTest {
    private static final String SKU = "SCARCE-000000";

    private final SandboxApp sandbox =
            SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(1));

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void findsWhatWasSoldThatNoWarehouseEverHad() {
        sandbox.netSuite().addItems("SCARCE-", 1, List.of(1L), 10);
        place(8);
        assertThat(StockBooks.oversold(sandbox)).isZero();

        place(5);

        assertThat(StockBooks.oversold(sandbox)).isEqualTo(3);
        assertThat(StockBooks.compare(sandbox, 0).differences())
                .anyMatch(line -> line.contains("3 sold that were never there"));
    }

    @Test
    void countsNothingAsSoldThatWasPutAwayBeforeItWasInNetSuite() {
        sandbox.netSuite().addItems("SCARCE-", 1, List.of(1L), 10);
        long putAway = place(8);
        place(5);

        sandbox.store().archive(putAway);

        assertThat(StockBooks.oversold(sandbox)).isZero();
    }

    private long place(int quantity) {
        ObjectNode order = Json.object();
        order.put("status_id", 11).put("items_total", quantity);
        order.putArray("products")
                .addObject()
                .put("id", 1)
                .put("sku", SKU)
                .put("quantity", quantity)
                .put("type", "physical");
        return sandbox.store().placeOrder(order);
    }
}
