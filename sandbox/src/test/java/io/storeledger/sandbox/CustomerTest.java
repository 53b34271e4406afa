package io.storeledger.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.sandbox.json.Json;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Customers, their addresses and the subsidiaries that they may be used with.
class CustomerTest {
    private static final String ADA =
            "{\"isPerson\":true,\"firstName\":\"Ada\",\"lastName\":\"Lovelace\",\"subsidiary\":{\"id\":\"1\"}";
    private static final String ADDRESS =
            ",\"addressBook\":{\"items\":[{\"label\":\"%s\",\"defaultBilling\":true,\"addressBookAddress\":{\"addr1\":\"1"
                + " St\",\"country\":{\"id\":\"US\"}}}]}}";

    private SandboxApp sandbox;
    private AccountCaller caller;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(1));
        caller = new AccountCaller(sandbox).login();
    }

    @AfterEach
    void stop() {
        caller.close();
        sandbox.close();
    }

    @Test
    void appendsAddressesUnlessToldToReplaceThem() throws Exception {
        put("customer/eid:C-1", ADA + ADDRESS.formatted("home"));
        put("customer/eid:C-1", "{\"phone\":\"1\"" + ADDRESS.formatted("home"));
        assertThat(addresses()).hasSize(2);
        assertThat(addresses().stream().map(a -> Json.text(a, "internalId")))
                .doesNotHaveDuplicates();

        put("customer/eid:C-1?replace=addressBook", "{\"phone\":\"1\"" + ADDRESS.formatted("new"));

        assertThat(addresses()).hasSize(1);
        assertThat(Json.text(addresses().getFirst(), "label")).isEqualTo("new");
        assertThat(Json.text(addresses().getFirst().path("addressBookAddress"), "addr1"))
                .isEqualTo("1 St");
    }

    @Test
    void givesAGuestTheExternalIdOfACustomerOnceOnly() throws Exception {
        put("customer/eid:C-1", ADA + "}");
        put("customer/eid:G-1", ADA + "}");

        Refusal clash = Refusal.of(patch("customer/eid:G-1", "{\"externalId\":\"C-1\"}"));
        HttpResponse<String> renamed = patch("customer/eid:G-1", "{\"externalId\":\"C-2\"}");

        assertThat(clash.status()).isEqualTo(400);
        assertThat(clash.detail()).contains("This entity already exists.");
        assertThat(renamed.statusCode()).isEqualTo(204);
        assertThat(sandbox.netSuite().byExternalId("customer", "G-1")).isEmpty();
        assertThat(sandbox.netSuite().byExternalId("customer", "C-2")).isPresent();
    }

    @Test
    void demandsTheNamesOfPersonsAndCompanies() throws Exception {
        assertThat(
                        Refusal.of(
                                        put(
                                                "customer/eid:C-1",
                                                "{\"isPerson\":false,\"subsidiary\":{\"id\":\"1\"}}"))
                                .detail())
                .contains("You must enter a value for Company Name.");
        assertThat(
                        Refusal.of(
                                        put(
                                                "customer/eid:C-1",
                                                "{\"isPerson\":true,\"firstName\":\"A\",\"subsidiary\":{\"id\":\"1\"}}"))
                                .detail())
                .contains("Last Name");
    }

    @Test
    void takesNoOrdersOfInactiveCustomers() throws Exception {
        put("customer/eid:C-1", ADA + "}");
        patch("customer/eid:C-1", "{\"isInactive\":true}");

        assertThat(Refusal.of(order("C-1", "1")).path()).isEqualTo("entity");
    }

    @Test
    void takesOrdersForARelatedSubsidiaryOnly() throws Exception {
        put(
                "customer/eid:C-1",
                ADA + ",\"currencyList\":{\"items\":[{\"currency\":{\"id\":\"2\"}}]}}");
        String id =
                Json.text(sandbox.netSuite().byExternalId("customer", "C-1").orElseThrow(), "id");
        String relationship =
                "{\"entity\":{\"id\":\"%s\"},\"subsidiary\":{\"id\":\"2\"}}".formatted(id);

        Refusal unrelated = Refusal.of(order("C-1", "2"));
        HttpResponse<String> related = post("customerSubsidiaryRelationship", relationship);
        HttpResponse<String> ordered = order("C-1", "2");

        assertThat(unrelated.code()).isEqualTo("INVALID_KEY_OR_REF");
        assertThat(unrelated.path()).isEqualTo("subsidiary");
        assertThat(related.statusCode()).isEqualTo(204);
        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(204);
        assertThat(Refusal.of(post("customerSubsidiaryRelationship", relationship)).detail())
                .contains("This record already exists.");
        assertThat(
                        Refusal.of(
                                        post(
                                                "customerSubsidiaryRelationship",
                                                relationship.replace("\"2\"", "\"1\"")))
                                .detail())
                .as("the primary one")
                .contains("This record already exists.");
        String found =
                caller.send(
                                "GET",
                                "/record/v1/customerSubsidiaryRelationship?q=entity%20EQUAL%20"
                                        + id
                                        + "%20AND%20subsidiary%20EQUAL%202",
                                "")
                        .body();
        assertThat(Json.number(Json.parseObject(found), "totalResults")).isEqualTo(1);
    }

    @Test
    void relatesByExternalIdAsOftenAsOneLikes() throws Exception {
        put("customer/eid:C-1", ADA + "}");
        String relationship = "{\"entity\":{\"externalId\":\"C-1\"},\"subsidiary\":{\"id\":\"2\"}}";

        assertThat(put("customerSubsidiaryRelationship/eid:R-1", relationship).statusCode())
                .isEqualTo(204);
        assertThat(put("customerSubsidiaryRelationship/eid:R-1", relationship).statusCode())
                .isEqualTo(204);
    }

    @Test
    void knowsNoSubsidiariesWithoutOneWorld() throws Exception {
        sandbox.netSuite().features().oneWorld(false);

        Refusal field =
                Refusal.of(
                        caller.send(
                                "PUT",
                                "/record/v1/customer/eid:C-1",
                                ADA + "}",
                                "X-NetSuite-PropertyNameValidation",
                                "Error"));
        HttpResponse<String> customer = put("customer/eid:C-1", "{\"companyName\":\"Acme\"}");
        HttpResponse<String> order =
                post(
                        "salesOrder",
                        "{\"entity\":{\"externalId\":\"C-1\"},\"location\":{\"id\":\"2\"},\"item\":{\"items\":[{\"item\":{\"id\":\"101\"}}]}}");

        assertThat(field.path()).isEqualTo("subsidiary");
        assertThat(customer.statusCode()).as(customer.body()).isEqualTo(204);
        assertThat(order.statusCode()).as(order.body()).isEqualTo(204);
        assertThat(post("customerSubsidiaryRelationship", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void knowsNoTaxDetailsWithoutSuiteTax() throws Exception {
        put("customer/eid:C-1", ADA + "}");
        sandbox.netSuite().features().suiteTax(false);

        Refusal refused =
                Refusal.of(
                        caller.send(
                                "POST",
                                "/record/v1/salesOrder",
                                "{\"entity\":{\"externalId\":\"C-1\"},\"taxDetailsOverride\":true,\"item\":{\"items\":[{\"item\":{\"id\":\"101\"}}]}}",
                                "X-NetSuite-PropertyNameValidation",
                                "Error"));

        assertThat(refused.path()).isEqualTo("taxDetailsOverride");
    }

    private List<ObjectNode> addresses() {
        return Json.objects(
                sandbox.netSuite()
                        .byExternalId("customer", "C-1")
                        .orElseThrow()
                        .path("addressBook"),
                "items");
    }

    private HttpResponse<String> order(String customer, String subsidiary) throws Exception {
        return post(
                "salesOrder",
                "{\"entity\":{\"externalId\":\"%s\"},\"subsidiary\":{\"id\":\"%s\"},\"item\":{\"items\":[{\"item\":{\"id\":\"101\"}}]}}"
                        .formatted(customer, subsidiary));
    }

    private HttpResponse<String> put(String path, String body) throws Exception {
        return caller.send("PUT", "/record/v1/" + path, body);
    }

    private HttpResponse<String> patch(String path, String body) throws Exception {
        return caller.send("PATCH", "/record/v1/" + path, body);
    }

    private HttpResponse<String> post(String type, String body) throws Exception {
        return caller.send("POST", "/record/v1/" + type, body);
    }
}
