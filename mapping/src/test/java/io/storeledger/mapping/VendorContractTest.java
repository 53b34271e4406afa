package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.storeledger.common.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Holds the mapping against the vendors' own data, which is not part of the project.
class VendorContractTest {
    private static final Path CONTRACT =
            Path.of(System.getProperty("storeledger.contract", "../../shared/contract"));

    @BeforeEach
    void contractIsThere() {
        assumeTrue(Files.isDirectory(CONTRACT), "no vendors' contract in " + CONTRACT);
    }

    @Test
    void everyFieldOfASalesOrderIsOneOfNetSuites() throws IOException {
        TestOrder order =
                TestOrder.in("GBP", false)
                        .line("GIFT-1", 3, "100.00", "20.00", "120.00")
                        .shipping("5.00", "1.00", "6.00")
                        .discount("10.00")
                        .totals("95.00", "19.00", "114.00")
                        .address(
                                "{\"first_name\": \"Bo\", \"company\": \"Acme\", \"street_1\":"
                                        + " \"2\"}");
        Rules rules =
                TestRules.with(
                        """
                        department: 1
                        class: 2
                        salesChannel: 3
                        customForm: 4
                        shipMethods: 5
                        paymentMethods: 6
                        customFields: {custbody_x: "{order.id}"}
                        """);
        ObjectNode body = ((MappedOrder.Mapped) order.map(rules)).body();
        JsonNode contract = netsuite("salesOrder");
        JsonNode elements = contract.get("elements");
        known(body, contract.get("properties"));
        known(body.get("item").get("items").get(0), elements.get("salesOrder-itemElement"));
        known(
                body.get("taxDetails").get("items").get(0),
                elements.get("salesOrder-taxDetailsElement"));
        known(body.get("billingAddress"), elements.get("salesOrder-billingAddress"));
        known(body.get("shippingAddress"), elements.get("salesOrder-shippingAddress"));
    }

    @Test
    void everyFieldOfACustomerIsOneOfNetSuites() throws IOException {
        ObjectNode body =
                CustomerMapper.map(TestOrder.in("GBP", false).build(), TestRules.suiteTax());
        JsonNode contract = netsuite("customer");
        known(body, contract.get("properties"));
        known(
                body.get("currencyList").get("items").get(0),
                contract.get("elements").get("customer-currencyListElement"));
    }

    @Test
    void theOfficialSampleOrdersFit() throws IOException {
        Path samples = CONTRACT.resolve("bigcommerce/examples/orders-v2");
        for (String name :
                List.of(
                        "get_orders-order-id__response-200__response.json",
                        "get_orders-order-id__response-200__multiple-items.json",
                        "get_orders__response-200__response.json")) {
            JsonNode sample = Json.tree(Files.readAllBytes(samples.resolve(name)));
            ObjectNode order = (ObjectNode) (sample.isArray() ? sample.get(0) : sample);
            // the samples' products belong to other orders: one line stands for all
            ObjectNode product =
                    Json.object()
                            .put("sku", "ALL")
                            .put("quantity", 1)
                            .put("total_ex_tax", order.get("subtotal_ex_tax").asString())
                            .put("total_tax", order.get("subtotal_tax").asString())
                            .put("total_inc_tax", order.get("subtotal_inc_tax").asString());
            StoreOrder read =
                    StoreOrder.of("abc123", order, List.of(product), List.of(), List.of());
            MappedOrder result =
                    SalesOrderMapper.map(read, TestRules.suiteTax(), TestOrder.references(read));
            assertThat(result)
                    .as(name)
                    .isInstanceOfSatisfying(
                            MappedOrder.Mapped.class,
                            mapped ->
                                    assertThat(TestOrder.total(mapped.body()))
                                            .isEqualByComparingTo(
                                                    order.get("total_inc_tax").asString()));
        }
    }

    private static JsonNode netsuite(String record) throws IOException {
        return Json.tree(Files.readAllBytes(CONTRACT.resolve("netsuite/" + record + ".json")));
    }

    private static void known(JsonNode object, JsonNode properties) {
        JsonNode names = Optional.ofNullable(properties.get("properties")).orElse(properties);
        assertThat(object.propertyNames())
                .allSatisfy(name ->
                        assertThat(name.startsWith("cust") || names.has(name)).as(name).isTrue());
    }
}
