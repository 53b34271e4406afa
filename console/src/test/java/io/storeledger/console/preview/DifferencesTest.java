package io.storeledger.console.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.json.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DifferencesTest {

    @Test
    void namesEachFieldByItsPath() {
        assertThat(
                        of(
                                "{\"memo\": \"a\", \"item\": {\"items\": [{\"amount\": 1.00}]}}",
                                "{\"memo\": \"b\", \"item\": {\"items\": [{\"amount\": 2.00}]}}"))
                .containsExactly(
                        new Difference("memo", "a", "b"),
                        new Difference("item.items[0].amount", "1.00", "2.00"));
    }

    @Test
    void seesNoDifferenceInHowANumberIsWritten() {
        assertThat(of("{\"amount\": 1.0, \"quantity\": 2}", "{\"quantity\": 2, \"amount\": 1.00}"))
                .isEmpty();
    }

    @Test
    void tellsWhatIsNewAndWhatIsLeftOut() {
        assertThat(
                        of(
                                "{\"class\": {\"id\": \"1\"}, \"item\": {\"items\": []}}",
                                "{\"item\": {\"items\": [{\"rate\": 3}]}}"))
                .containsExactly(
                        new Difference("class.id", "1", null),
                        new Difference("item.items[0].rate", null, "3"));
    }

    @Test
    void leavesOutWhatCantBeCompared() {
        assertThat(
                        Differences.of(
                                object("{\"entity\": {\"id\": \"7\"}}"),
                                object("{\"entity\": {\"externalId\": \"BC-1\"}}"),
                                Set.of("entity")))
                .isEmpty();
    }

    @Test
    void masksAllButWhatIsKnownToTellNothingOfAPerson() {
        var judgement =
                new Judgement(
                        Judgement.CHANGED,
                        "",
                        List.of(
                                new Difference("item.items[3].amount", "1.00", "2.00"),
                                new Difference("location.id", "1", "2"),
                                new Difference("shippingAddress.addr1", null, "1 Mill Lane"),
                                new Difference("custbody_gift", "To Ada", null),
                                new Difference("amount", "Ada", "Byron")));

        assertThat(judgement.withoutPersonalData().differences())
                .containsExactly(
                        new Difference("item.items[3].amount", "1.00", "2.00"),
                        new Difference("location.id", "1", "2"),
                        new Difference("shippingAddress.addr1", null, "***"),
                        new Difference("custbody_gift", "***", null),
                        new Difference("amount", "***", "***"));
        assertThat(judgement.toString()).doesNotContain("Ada");
    }

    private static List<Difference> of(String before, String after) {
        return Differences.of(object(before), object(after), Set.of());
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.tree(json);
    }
}
