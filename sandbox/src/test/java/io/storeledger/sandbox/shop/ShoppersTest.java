package io.storeledger.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.sandbox.bigcommerce.StoreConfig;
import io.storeledger.sandbox.bigcommerce.StoreSandbox;
import io.storeledger.sandbox.fault.Faults;
import io.storeledger.sandbox.json.Json;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ShoppersTest {
    @Test
    void leavesEditedOrdersAddingUpWithTheIdsOfTheirLines() {
        // given
        Random random = new Random(5);
        OrderMaker maker = new OrderMaker(random);
        People people = new People(random);
        try (var store =
                        new StoreSandbox(
                                StoreConfig.defaults(),
                                new Faults(random),
                                Clock.systemUTC(),
                                random);
                var shoppers = new Shoppers(store, random)) {
            for (int i = 0; i < 400; i++) {
                OrderDraft draft = maker.next(people.next(), 0);
                long id = store.placeOrder(draft.toOrder());
                Set<Long> before = lines(store.order(id));

                // when
                shoppers.changeLines(id, draft);
                shoppers.changeLines(id, draft);

                // then
                ObjectNode order = store.order(id);
                String basis = order.path("is_tax_inclusive_pricing").asBoolean() ? "inc" : "ex";
                assertThat(OrderMakerTest.partsOn(order, basis))
                        .isEqualByComparingTo(Json.decimal(order, "total_" + basis + "_tax"));
                assertThat(before).containsAll(lines(order));
            }
        }
    }

    private static Set<Long> lines(ObjectNode order) {
        return Json.objects(order, "products").stream()
                .filter(line -> line.path("parent_order_product_id").isNull())
                .map(line -> Json.number(line, "id"))
                .collect(Collectors.toSet());
    }
}
