package io.storeledger.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.bigcommerce.PaidRefund;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.NetSuiteSandbox;
import io.storeledger.sandbox.netsuite.record.PropertyNames;
import io.storeledger.sandbox.shop.RefundMaker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ContractTest {
    private static final String V2 = "/stores/sandbox1/v2";
    private static final String V3 = "/stores/sandbox1/v3";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static SandboxApp sandbox;
    private static final List<Long> ORDERS = new ArrayList<>();

    @BeforeAll
    static void start() {
        sandbox =
                SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(20261123));
        for (int i = 0; i < 60; i++) {
            ORDERS.add(sandbox.shoppers().placeOne());
        }
        RefundMaker refunds = new RefundMaker(new Random(7));
        for (long id : ORDERS) {
            refunds.any(sandbox.store().order(id), sandbox.store().refundable(id))
                    .ifPresent(made -> sandbox.store().refund(id, made.refund(), made.whole()));
        }
        sandbox.store().subscribe(URI.create("https://a.invalid/x"), "store/none/*", Map.of());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
        CLIENT.close();
    }

    @Test
    void givesOrdersAsTheContractSays() throws Exception {
        BigCommerceContract orders = BigCommerceContract.of("orders.v2.oas2.yml", V2);
        for (long id : ORDERS) {
            String one = "/orders/" + id;
            holds(orders, V2, one, "");
            holds(
                    orders,
                    V2,
                    one,
                    "?include=consignments.line_items,fees&consignment_structure=object");
            holds(orders, V2, one + "/products", "?limit=250");
            holds(orders, V2, one + "/shipping_addresses", "");
            holds(orders, V2, one + "/coupons", "");
            holds(orders, V2, one + "/fees", "");
            holds(orders, V2, one + "/taxes", "?details=true");
        }
        holds(orders, V2, "/orders", "");
        holds(orders, V2, "/orders/count", "");
        holds(orders, V2, "/order_statuses", "");
    }

    @Test
    void givesPaymentsAsTheContractSays() throws Exception {
        BigCommerceContract orders = BigCommerceContract.of("orders.v3.yml", V3);
        for (long id : ORDERS) {
            holds(orders, V3, "/orders/" + id + "/transactions", "");
        }
        String refunds = "/orders/" + ORDERS.getFirst() + "/payment_actions/refunds";
        holds(orders, V3, refunds, "");
        holds(orders, V3, "/orders/payment_actions/refunds", "?limit=250");
        for (PaidRefund refund : sandbox.store().refunds()) {
            holds(orders, V3, "/orders/payment_actions/refunds/" + refund.id(), "");
        }
    }

    @Test
    void givesCustomersHooksAndTheStoreAsTheContractsSay() throws Exception {
        BigCommerceContract customers = BigCommerceContract.of("customers.v3.yml", V3);
        holds(customers, V3, "/customers", "?include=addresses,storecredit,attributes,formfields");
        holds(customers, V3, "/customers/addresses", "");
        BigCommerceContract hooks = BigCommerceContract.of("webhooks.v3.yml", V3);
        holds(hooks, V3, "/hooks", "");
        holds(hooks, V3, "/hooks/admin", "");
        holds(hooks, V3, "/hooks/18000001", "");
        BigCommerceContract store = BigCommerceContract.of("store_information.v2.yml", V2);
        holds(store, V2, "/store", "");
        holds(store, V2, "/time", "");
    }

    @Test
    void givesTheCatalogueAsTheContractsSay() throws Exception {
        var products = BigCommerceContract.of("catalog/products_catalog.v3.yml", V3);
        holds(products, V3, "/catalog/products", "?limit=250&include=images,custom_fields");
        holds(products, V3, "/catalog/products/77", "?include=variants");
        holds(products, V3, "/catalog/products/82", "");
        String cap =
                "{\"name\":\"Cap\",\"type\":\"physical\",\"weight\":1,\"price\":10,\"sku\":\"%s\"}";
        String all = "/catalog/products";
        write(products, "POST", all, cap.formatted("CAP"), 200);
        write(products, "POST", all, cap.formatted("cap"), 409);
        write(products, "POST", all, "{\"name\":\"X\"}", 422);
        write(products, "PUT", all, "[{\"id\":82,\"price\":1}]", 200);
        write(products, "PUT", all, "[{\"id\":82,\"price\":-1}]", 422);
        write(products, "PUT", all, "[" + "{\"id\":82},".repeat(10) + "{\"id\":82}]", 413);
        write(products, "PUT", "/catalog/products/82", "{\"price\":2}", 200);
        write(products, "PUT", "/catalog/products/1", "{\"price\":2}", 404);
        sandbox.faults().next(Fault.BIGCOMMERCE_PARTIAL, 2);
        write(products, "PUT", all, "[{\"id\":82,\"price\":1}]", 207);
        write(products, "PUT", "/catalog/products/82", "{\"price\":2}", 207);
        var variants = BigCommerceContract.of("catalog/product-variants_catalog.v3.yml", V3);
        holds(variants, V3, "/catalog/variants", "?limit=250");
        holds(variants, V3, "/catalog/products/77/variants", "");
        holds(variants, V3, "/catalog/products/77/variants/377", "");
        String some = "/catalog/variants";
        write(variants, "PUT", some, "[{\"id\":377,\"price\":5}]", 200);
        write(variants, "PUT", some, "[{\"id\":1,\"price\":5}]", 422);
        write(variants, "PUT", some, "[" + "{\"id\":377},".repeat(50) + "{\"id\":377}]", 413);
        var options = BigCommerceContract.of("catalog/product-variant-options_catalog.v3.yml", V3);
        holds(options, V3, "/catalog/products/77/options", "");
    }

    @Test
    void givesTheInventoryAsTheContractsSay() throws Exception {
        BigCommerceContract inventory = BigCommerceContract.of("inventory.v3.yml", V3);
        String absolute = "/inventory/adjustments/absolute";
        String relative = "/inventory/adjustments/relative";
        String row = "{\"items\":[{\"location_id\":1,\"product_id\":%d,\"quantity\":5}]}";
        write(inventory, "POST", relative, row.formatted(84), 422);
        write(inventory, "PUT", absolute, row.formatted(84), 200);
        write(inventory, "PUT", absolute, row.formatted(77), 422);
        holds(inventory, V3, "/inventory/items", "?limit=1000");
        BigCommerceContract locations = BigCommerceContract.of("locations.v3.yml", V3);
        holds(locations, V3, "/inventory/locations", "");
        BigCommerceContract settings = BigCommerceContract.of("settings.v3.yml", V3);
        holds(settings, V3, "/settings/inventory", "");
    }

    @Test
    void knowsOnlyPropertyNamesThatNetSuiteHas() {
        Contracts.folder();
        PropertyNames.known()
                .forEach((schema, names) -> {
                    String[] parts = schema.split("\\.", 2);
                    NetSuiteContract record = NetSuiteContract.of(parts[0]);
                    String inside = parts.length == 1 ? "" : parts[1] + ".";
                    assertThat(names).allMatch(name -> record.has(inside + name), schema);
                });
    }

    @Test
    void answersWithPropertyNamesThatNetSuiteHas() {
        ObjectNode customer = Json.object();
        customer.put("companyName", "Acme");
        customer.putObject("subsidiary").put("id", "1");
        long id = sandbox.netSuite().create("customer", customer);
        ObjectNode order = Json.object().put("externalId", "SO-1");
        order.putObject("entity").put("id", Long.toString(id));
        ObjectNode line = order.putObject("item").putArray("items").addObject();
        line.putObject("item").put("id", "101");

        sandbox.netSuite().create("salesOrder", order);

        ObjectNode shown = sandbox.netSuite().byExternalId("salesOrder", "SO-1").orElseThrow();
        assertThat(NetSuiteContract.of("salesOrder").unknownNames(shown)).isEmpty();
        ObjectNode shownCustomer = sandbox.netSuite().records("customer").getFirst();
        assertThat(NetSuiteContract.of("customer").unknownNames(shownCustomer)).isEmpty();
    }

    @Test
    void answersWithPropertyNamesThatNetSuiteHasOfWhatFollowsAnOrder() {
        NetSuiteSandbox account = sandbox.netSuite();
        ObjectNode customer = Json.object().put("companyName", "Acme");
        customer.putObject("subsidiary").put("id", "1");
        String entity = Long.toString(account.create("customer", customer));
        ObjectNode relationship = Json.object();
        relationship.putObject("entity").put("id", entity);
        relationship.putObject("subsidiary").put("id", "2");
        account.create("customerSubsidiaryRelationship", relationship);
        for (String bill : List.of("invoice", "cashSale")) {
            ObjectNode order = Json.object().put("externalId", "SO-" + bill);
            order.putObject("entity").put("id", entity);
            ObjectNode line = order.putObject("item").putArray("items").addObject();
            line.put("rate", 5).putObject("item").put("id", "101");
            account.create("salesOrder", order);
            long billed = account.bill("SO-" + bill, bill);
            ObjectNode credit = Json.object().put("autoApply", true);
            boolean memo = bill.equals("invoice");
            account.transform(bill, billed, memo ? "creditMemo" : "cashRefund", credit);
            account.transform(bill, billed, "returnAuthorization", Json.object());
        }
        ObjectNode deposit = Json.object().put("payment", 5);
        deposit.putObject("customer").put("id", entity);
        String paid = Long.toString(account.create("customerDeposit", deposit));
        ObjectNode refund = Json.object();
        refund.putObject("customer").put("id", entity);
        ObjectNode entry = refund.putObject("deposit").putArray("items").addObject();
        entry.put("amount", 5).putObject("doc").put("id", paid);
        account.create("customerRefund", refund);

        List<String> unknown = new ArrayList<>();
        for (String type :
                List.of(
                        "customerSubsidiaryRelationship",
                        "salesOrder",
                        "itemFulfillment",
                        "invoice",
                        "cashSale",
                        "creditMemo",
                        "cashRefund",
                        "returnAuthorization",
                        "customerDeposit",
                        "customerRefund")) {
            assertThat(account.records(type)).as(type).isNotEmpty();
            for (ObjectNode shown : account.records(type)) {
                NetSuiteContract.of(type)
                        .unknownNames(shown)
                        .forEach(name -> unknown.add(type + "." + name));
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static void holds(BigCommerceContract contract, String base, String path, String query)
            throws Exception {
        HttpResponse<String> answer =
                CLIENT.send(
                        HttpRequest.newBuilder(
                                        URI.create(sandbox.bigCommerceUrl() + base + path + query))
                                .header("X-Auth-Token", sandbox.store().config().accessToken())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 204) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(contract.answer("GET", path, answer.statusCode(), answer.body()))
                .as(path + query)
                .isEmpty();
    }

    private static void write(
            BigCommerceContract contract, String method, String path, String body, int expected)
            throws Exception {
        HttpResponse<String> answer =
                CLIENT.send(
                        HttpRequest.newBuilder(URI.create(sandbox.bigCommerceUrl() + V3 + path))
                                .header("X-Auth-Token", sandbox.store().config().accessToken())
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(method + path + answer.body()).isEqualTo(expected);
        String contentType = answer.headers().firstValue("Content-Type").orElse("");
        assertThat(contract.answer(method, path, expected, answer.body(), contentType))
                .as(method + path + expected)
                .isEmpty();
    }
}
