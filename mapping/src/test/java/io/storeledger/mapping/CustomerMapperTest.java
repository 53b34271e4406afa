package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.json.Json;
import org.junit.jupiter.api.Test;

class CustomerMapperTest {
    private final Rules rules = TestRules.suiteTax();

    @Test
    void aPersonHasTheOrdersCurrencyAndAllOthersListed() {
        assertThat(Json.text(CustomerMapper.map(TestOrder.in("USD", true).build(), rules)))
                .isEqualTo(
                        Json.text(
                                TestOrder.object(
                                        """
                                        {"isPerson": true, "firstName": "Ada", "lastName": "Byron",
                                         "email": "ada@example.com", "phone": "01130000000",
                                         "subsidiary": {"id": "2"}, "currency": {"id": "2"},
                                         "currencyList": {"items": [
                                           {"currency": {"id": "1"}}, {"currency": {"id": "2"}},
                                           {"currency": {"id": "4"}}, {"currency": {"id": "5"}},
                                           {"currency": {"id": "6"}}]}}
                                        """)));
    }

    @Test
    void aCompanyIsACompanyUnlessTheRulesSayOtherwise() {
        StoreOrder order =
                TestOrder.in("GBP", true)
                        .set(
                                "billing_address",
                                TestOrder.object(
                                        "{\"first_name\": \"Ada\", \"last_name\": \"Byron\","
                                                + " \"company\": \"Engines Ltd\"}"))
                        .build();
        var company = CustomerMapper.map(order, rules);
        assertThat(company.get("isPerson").asBoolean()).isFalse();
        assertThat(company.get("companyName").asString()).isEqualTo("Engines Ltd");
        assertThat(company.has("firstName")).isFalse();
        var person =
                CustomerMapper.map(order, TestRules.with("customers: {withCompany: person}\n"));
        assertThat(person.get("isPerson").asBoolean()).isTrue();
        assertThat(person.get("companyName").asString()).isEqualTo("Engines Ltd");
    }

    @Test
    void namesFallBackAndAreCut() {
        assertThat(names("{\"email\": \"bo@example.com\"}")).isEqualTo("Guest bo");
        assertThat(names("{}")).isEqualTo("Guest 1001");
        assertThat(names("{\"first_name\": \"Cher\"}")).isEqualTo("Guest Cher");
        assertThat(
                        names(
                                "{\"first_name\": \"%s\", \"last_name\": \"B\"}"
                                        .formatted("x".repeat(31) + "\uD83D\uDE00")))
                .isEqualTo("x".repeat(31) + " B");
    }

    @Test
    void aPhoneThatNetSuiteWouldRefuseIsLeftOut() {
        StoreOrder order =
                TestOrder.in("GBP", true)
                        .set("billing_address", TestOrder.object("{\"phone\": \"123\"}"))
                        .build();
        assertThat(CustomerMapper.map(order, rules).has("phone")).isFalse();
    }

    private String names(String address) {
        var body =
                CustomerMapper.map(
                        TestOrder.in("GBP", true)
                                .set("billing_address", TestOrder.object(address))
                                .build(),
                        rules);
        return body.get("firstName").asString() + " " + body.get("lastName").asString();
    }
}
