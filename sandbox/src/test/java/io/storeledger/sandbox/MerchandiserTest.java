package io.storeledger.sandbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.Merchandiser;
import io.storeledger.sandbox.netsuite.NetSuiteSandbox;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class MerchandiserTest {
    @Test
    void changesPricesAndNamesAndAddsItemsWithStock() {
        try (var sandbox = start(4)) {
            NetSuiteSandbox account = sandbox.netSuite();
            Map<String, ObjectNode> before = bySku(account);
            Merchandiser merchandiser = account.merchandiser();

            for (int i = 0; i < 6; i++) {
                merchandiser.step();
            }

            Map<String, ObjectNode> after = bySku(account);
            assertThat(merchandiser.priced()).isEqualTo(4);
            assertThat(merchandiser.renamed()).isEqualTo(1);
            assertThat(merchandiser.added()).isEqualTo(1);
            assertThat(differing(before, after, "baseprice")).isBetween(1L, 4L);
            assertThat(differing(before, after, "displayname")).isEqualTo(1);
            assertThat(after).hasSize(before.size() + 1).containsKey("NS-NEW-001");
            assertThat(account.warehouse().everStocked()).containsKey("NS-NEW-001");
            assertThat(after.values())
                    .filteredOn(item -> item.has("baseprice"))
                    .allSatisfy(item -> assertThat(Json.decimal(item, "baseprice")).isPositive());
        }
    }

    @Test
    void isReproducible() {
        try (var one = start(9);
                var other = start(9)) {
            for (int i = 0; i < 30; i++) {
                one.netSuite().merchandiser().step();
                other.netSuite().merchandiser().step();
            }

            assertThat(told(one)).isEqualTo(told(other));
        }
    }

    @Test
    void worksByItselfOnceStarted() {
        try (var sandbox = start(1)) {
            Merchandiser merchandiser = sandbox.netSuite().merchandiser();

            merchandiser.start(200);

            Awaitility.await().until(() -> merchandiser.added() >= 3);
            merchandiser.stop();
            long priced = merchandiser.priced();
            assertThat(priced).isGreaterThanOrEqualTo(3 * 3);
        }
    }

    @Test
    void addsNoSkuTwiceThoughTheAccountIsReset() {
        try (var sandbox = start(1)) {
            NetSuiteSandbox account = sandbox.netSuite();
            int before = account.items().size();
            for (int i = 0; i < 6; i++) {
                account.merchandiser().step();
            }

            account.reset();
            assertThat(account.merchandiser().added()).isZero();
            for (int i = 0; i < 6; i++) {
                account.merchandiser().step();
            }

            assertThat(bySku(account)).hasSize(before + 2);
        }
    }

    private static SandboxApp start(long seed) {
        return SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(seed));
    }

    private static Map<String, ObjectNode> bySku(NetSuiteSandbox account) {
        Map<String, ObjectNode> items = new HashMap<>();
        account.items()
                .forEach(item ->
                        assertThat(items.put(Json.text(item, "itemid"), item))
                                .as(Json.text(item, "itemid"))
                                .isNull());
        return items;
    }

    private static long differing(
            Map<String, ObjectNode> before, Map<String, ObjectNode> after, String column) {
        return before.entrySet().stream()
                .filter(each ->
                        !Json.text(each.getValue(), column)
                                .equals(
                                        Json.text(
                                                requireNonNull(after.get(each.getKey())), column)))
                .count();
    }

    private static List<String> told(SandboxApp sandbox) {
        return sandbox.netSuite().items().stream()
                .map(item ->
                        String.join(
                                " ",
                                Json.text(item, "itemid"),
                                Json.text(item, "baseprice"),
                                Json.text(item, "displayname")))
                .toList();
    }
}
