package io.storeledger.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.sandbox.bigcommerce.PaidRefund;
import io.storeledger.sandbox.bigcommerce.StoreConfig;
import io.storeledger.sandbox.bigcommerce.StoreSandbox;
import io.storeledger.sandbox.fault.Faults;
import io.storeledger.sandbox.json.Json;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AftermathTest {
    private final Random random = new Random(23);
    private final StoreSandbox store =
            new StoreSandbox(StoreConfig.defaults(), new Faults(random), Clock.systemUTC(), random);
    private final People people = new People(random);
    private final Aftermath aftermath =
            new Aftermath(store, random, (from, until, what) -> what.run());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void refundsAndCancelsAFewOfAHundredOrders() {
        OrderMaker maker = new OrderMaker(random);
        for (int i = 0; i < 1000; i++) {
            OrderDraft draft = maker.next(people.next(), 0).status(i % 12 == 0 ? 7 : 11);
            aftermath.of(store.placeOrder(draft.toOrder()), draft, false);
        }

        List<ObjectNode> orders = store.orders();
        long refunded = store.refunds().stream().map(PaidRefund::orderId).distinct().count();
        assertThat(refunded).isBetween(40L, 90L);
        assertThat(orders.stream().filter(o -> Json.number(o, "status_id") == 5).count())
                .isBetween(30L, 70L);
        assertThat(store.refunds()).hasSizeGreaterThan((int) refunded);
        assertThat(orders)
                .filteredOn(order -> List.of(5L, 7L).contains(Json.number(order, "status_id")))
                .allMatch(order -> order.path("refunds").isEmpty());
    }

    @Test
    void keepsMembersWhoChangeAndGo() {
        Members members = new Members(store, random, people);
        for (int i = 0; i < 500; i++) {
            members.change();
        }

        List<ObjectNode> customers = store.customers();
        assertThat(customers).hasSizeGreaterThan(50);
        assertThat(customers)
                .anyMatch(customer -> Json.number(customer, "address_count") > 10)
                .anyMatch(customer -> !Json.text(customer, "company").isEmpty());
        assertThat(customers.stream().map(customer -> Json.text(customer, "email")))
                .doesNotHaveDuplicates();
        assertThat(Json.number(customers.getLast(), "id")).isGreaterThan(customers.size());
    }

    @Test
    void makesAGuestACustomerWhoMayGetTheOrder() {
        Members members = new Members(store, random, people);
        int assigned = 0;
        for (int i = 0; i < 40; i++) {
            Person guest = people.next();
            OrderDraft draft =
                    OrderDraft.taxExclusive("USD")
                            .line(DraftLine.of("SB-TEE-RED", "20", 1))
                            .person(guest);
            long id = store.placeOrder(draft.toOrder());

            members.registerLater(id, guest);

            long customer = store.customerOf(guest.email()).orElseThrow();
            long ofOrder = Json.number(store.order(id), "customer_id");
            assertThat(ofOrder).isIn(0L, customer);
            assigned += ofOrder == customer ? 1 : 0;
        }
        assertThat(assigned).isBetween(5, 35);
    }
}
