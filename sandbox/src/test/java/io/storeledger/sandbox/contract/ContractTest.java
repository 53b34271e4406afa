package io.storeledger.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.NetSuiteSandbox;
import io.storeledger.sandbox.netsuite.record.PropertyNames;
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
        sandbox.store().refund(ORDERS.getFirst(), refund(), false);
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
        holds(orders, V3, "/orders/payment_actions/refunds", "");
        holds(orders, V3, "/orders/payment_actions/refunds/1", "");
    }

    @Test
    void givesCustomersHooksAndTheStoreAsTheContractsSay() throws Exception {
        BigCommerceContract customers = BigCommerceContract.of("customers.v3.yml", V3);
        holds(customers, V3, "/customers", "?include=addresses,storecredit");
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

    private static ObjectNode refund() {
        ObjectNode refund = Json.object();
        refund.put("user_id", 1);
        refund.put("reason", "damaged");
        refund.put("total_amount", 1.5);
        refund.put("total_tax", 0);
        refund.put("uses_merchant_override_values", false);
        ObjectNode item = refund.putArray("items").addObject();
        item.put("item_type", "ORDER");
        item.put("item_id", 101);
        item.put("reason", "");
        item.put("requested_amount", 1.5);
        item.putArray("adjustments");
        ObjectNode payment = refund.putArray("payments").addObject();
        payment.put("id", 1);
        payment.put("provider_id", "storecredit");
        payment.put("amount", 1.5);
        payment.put("offline", false);
        payment.put("is_declined", false);
        payment.put("declined_message", "");
        return refund;
    }
}
