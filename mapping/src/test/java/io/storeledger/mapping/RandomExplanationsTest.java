package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RandomExplanationsTest {
    private static final String MORE =
            """
            shipMethods: {default: 20, byName: {Post: 21}}
            paymentMethods: {default: 30}
            salesChannel: {byChannel: {1: 41}}
            department: {byPaymentMethod: {Cash: 51}}
            customFields: {custbody_store: "{store}", custbody_staff: "{order.staff_notes}"}
            tenders: {storeCreditField: custbody_credit}
            """;
    private static final List<Rules> RULES =
            List.of(
                    TestRules.suiteTax(),
                    TestRules.taxLine(),
                    TestRules.with(MORE),
                    TestRules.with(MORE + "refunds: {restock: always}\n"));

    @Property(tries = 1000)
    void everyValueOfASalesOrderHasAnOrigin(@ForAll long seed) {
        Random random = new Random(seed);
        RandomStore.Sold sold = RandomStore.order(random);
        sold.order().set("store_credit_amount", random.nextBoolean() ? "1.00" : "0.00");
        sold.order()
                .address(
                        """
                        {"id": 3, "first_name": "Ada", "company": "Engines", "street_1": "2 Mill",
                         "city": "Leeds", "zip": "LS1", "country_iso2": "GB", "phone": "01130000000",
                         "shipping_method": "Post", "items_total": 1}
                        """);
        Rules rules = RULES.get(random.nextInt(RULES.size()));
        StoreOrder order = sold.order().build();
        References references = TestOrder.references(order);

        Explanation explained = Explanation.of(order, rules, references);

        var mapped = (MappedOrder.Mapped) SalesOrderMapper.map(order, rules, references);
        assertExplained(explained, mapped.body());
        assertThat(explained.proof()).contains(mapped.proof());
    }

    @Property(tries = 500)
    void everyValueOfACreditHasAnOrigin(@ForAll long seed) {
        Random random = new Random(seed);
        RandomStore.Sold sold = RandomStore.order(random);
        long id = 0;
        for (ObjectNode product : sold.order().build().products()) {
            product.put("id", id++);
            product.put("quantity_shipped", 1);
        }
        Rules rules = RULES.get(random.nextInt(RULES.size()));
        StoreOrder order = sold.order().build();
        References references = TestOrder.references(order);
        TestRefund refund =
                TestRefund.of("7", "1")
                        .product(0, 1, "3")
                        .charge("ORDER", 1001, "2")
                        .charge("SHIPPING", 3, "1");
        refund.override();

        Explanation explained = Explanation.of(refund.build(), order, rules, references);

        if (RefundMapper.map(refund.build(), order, rules, references)
                instanceof MappedRefund.Mapped mapped) {
            assertExplained(explained, mapped.body());
        } else {
            assertThat(explained.obstacles()).isNotEmpty();
        }
    }

    private static void assertExplained(Explanation explained, ObjectNode body) {
        List<String> leaves = new ArrayList<>();
        body.properties().forEach(field -> leaves(field.getKey(), field.getValue(), leaves));
        assertThat(explained.obstacles()).isEmpty();
        assertThat(explained.origins()).extracting(Origin::field).containsExactlyElementsOf(leaves);
        assertThat(explained.origins())
                .allMatch(origin ->
                        !origin.rules().isEmpty()
                                || !origin.sources().isEmpty()
                                || !origin.note().isEmpty());
    }

    private static void leaves(String path, JsonNode node, List<String> all) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> leaves(path + "." + field.getKey(), field.getValue(), all));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                leaves(path + "[" + i + "]", node.get(i), all);
            }
        } else {
            all.add(path);
        }
    }
}
