package io.storeledger.common.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PersonalDataTest {
    @Test
    void hidesWhatASentenceQuotesOfThePayloadsPerson() {
        byte[] payload =
                """
                {"order": {"billing_address": {"email": "no email <leak@private.example>",
                    "first_name": "Ann", "city": "Bath"}}}
                """
                        .getBytes(UTF_8);

        assertThat(
                        PersonalData.of(payload)
                                .hide(
                                        "Invalid email found no email <leak@private.example>, of"
                                                + " Ann in Bath, order 12."))
                .doesNotContain("leak", "no email", "Ann", "Bath")
                .contains("Invalid email found", "order 12");
    }

    @Test
    void knowsAddressesByTheirFormWhateverThePayloadIs() {
        assertThat(PersonalData.of("no JSON".getBytes(UTF_8)).hide("ann@example.com is refused."))
                .isEqualTo("\u2026 is refused.");
        assertThat(PersonalData.of(null).hide("The item is inactive."))
                .isEqualTo("The item is inactive.");
    }
}
