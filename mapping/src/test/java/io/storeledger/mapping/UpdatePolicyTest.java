package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class UpdatePolicyTest {
    private final ObjectNode body =
            TestOrder.object(
                    """
                    {"memo": "m", "email": "e", "orderStatus": {"id": "A"},
                     "item": {"items": []}}
                    """);

    @ParameterizedTest
    @ValueSource(strings = {"A", "B"})
    void anOrderThatWaitsTakesEverythingButItsApproval(String status) {
        assertThat(UpdatePolicy.allowed(status, TestRules.suiteTax(), body))
                .isEqualTo(
                        new UpdatePolicy.Full(
                                TestOrder.object(
                                        "{\"memo\": \"m\", \"email\": \"e\","
                                                + " \"item\": {\"items\": []}}")));
        assertThat(body.has("orderStatus")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "D", "E", "F", "G", "H", "X", ""})
    void anOrderThatIsUnderWayTakesWhatTheRulesAllow(String status) {
        assertThat(UpdatePolicy.allowed(status, TestRules.suiteTax(), body))
                .isInstanceOf(UpdatePolicy.Skip.class);
        Rules header = TestRules.with("updates: {afterFulfilment: header-only}\n");
        assertThat(UpdatePolicy.allowed(status, header, body))
                .isEqualTo(new UpdatePolicy.HeaderOnly(TestOrder.object("{\"memo\": \"m\"}")));
    }

    @Test
    void saysWhyNothingIsWritten() {
        assertThat(UpdatePolicy.allowed("G", TestRules.suiteTax(), body))
                .isEqualTo(
                        new UpdatePolicy.Skip(
                                "The sales order is billed in NetSuite;"
                                        + " rules.updates.afterFulfilment says that it stays as it"
                                        + " is."));
        Rules header =
                TestRules.with("updates: {afterFulfilment: header-only, headerFields: [class]}\n");
        assertThat(UpdatePolicy.allowed("H", header, body))
                .isEqualTo(
                        new UpdatePolicy.Skip(
                                "The sales order is closed in NetSuite, and the order has none of"
                                        + " the fields in rules.updates.headerFields."));
    }
}
