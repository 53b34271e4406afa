package io.storeledger.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.NetSuiteSandbox;
import io.storeledger.sandbox.netsuite.stock.Level;
import io.storeledger.sandbox.netsuite.stock.Place;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarehouseTest {
    private static final Place TEE = new Place(101, 1);

    private SandboxApp sandbox;
    private NetSuiteSandbox account;

    @BeforeEach
    void start() {
        sandbox = SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(1));
        account = sandbox.netSuite();
        account.create(
                "customer",
                Json.parseObject(
                        "{\"externalId\":\"C-1\",\"companyName\":\"A\",\"subsidiary\":{\"id\":\"1\"}}"));
        account.warehouse().rest(Duration.ofSeconds(-5));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void receivesSendsAndBills() {
        long initial = ever();
        order("SO-1", initial + 5);
        assertThat(level().onHand())
                .as("an order moves nothing")
                .isEqualByComparingTo("" + initial);
        assertThat(level().available()).isZero();
        assertThat(level().backordered()).isEqualByComparingTo("5");

        assertThat(account.warehouse().step()).as("receives what is missing").isTrue();
        long stocked = ever();
        assertThat(account.warehouse().step()).as("sends").isTrue();
        assertThat(status()).isEqualTo("F");
        assertThat(level().onHand()).isEqualByComparingTo("" + (stocked - initial - 5));
        assertThat(level().committed()).isZero();
        assertThat(account.warehouse().step()).as("bills").isTrue();

        assertThat(status()).isEqualTo("G");
        assertThat(account.recordCount("invoice") + account.recordCount("cashSale")).isEqualTo(1);
        assertThat(account.warehouse().received()).isEqualTo(1);
        assertThat(account.warehouse().shipped()).isEqualTo(1);
        assertThat(account.warehouse().billed()).isEqualTo(1);
        assertThat(account.warehouse().step()).isFalse();
        assertThat(stocked).isGreaterThanOrEqualTo(initial + 5);
    }

    @Test
    void worksByItselfOnceStarted() {
        for (int i = 0; i < 20; i++) {
            order("SO-" + i, 1);
        }

        account.warehouse().start(200);

        Awaitility.await().until(() -> account.warehouse().billed() == 20);
        account.warehouse().stop();
        account.warehouse().receive("SB-TEE-RED", 1, 7);
        assertThat(account.recordCount("itemFulfillment")).isEqualTo(20);
    }

    @Test
    void startsOverWithTheInitialStock() {
        long initial = ever();
        order("SO-1", 3);
        account.warehouse().step();

        account.reset();

        assertThat(level().onHand()).isEqualByComparingTo("" + initial);
        assertThat(level().available()).isEqualByComparingTo("" + initial);
        assertThat(account.warehouse().shipped()).isZero();
    }

    private void order(String externalId, long quantity) {
        account.create(
                "salesOrder",
                Json.parseObject(
                        "{\"externalId\":\"%s\",\"entity\":{\"externalId\":\"C-1\"},\"item\":{\"items\":[{\"item\":{\"id\":\"101\"},\"quantity\":%d,\"rate\":1}]}}"
                                .formatted(externalId, quantity)));
    }

    private String status() {
        return Json.text(
                account.byExternalId("salesOrder", "SO-1").orElseThrow().path("status"), "id");
    }

    private long ever() {
        return Objects.requireNonNull(account.warehouse().everStocked().get("SB-TEE-RED"));
    }

    private Level level() {
        return account.stock().level(TEE).orElseThrow();
    }
}
