package io.storeledger.catalog.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.common.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateFormatTest {
    private record Shelf(String sku, Map<String, Long> units) {}

    private final StateFormat<Shelf> third =
            new StateFormat<>(
                    "shelves",
                    Shelf.class,
                    List.of(
                            one -> one.put("sku", one.path("name").asString()),
                            two -> {
                                two.putObject("units").put("1", two.path("count").asLong());
                                return two;
                            }));

    @Test
    void migratesWhatAnyOlderFormatKept() {
        assertThat(third.read(bytes("{\"name\":\"red\",\"count\":3}")))
                .isEqualTo(new Shelf("red", Map.of("1", 3L)));
        assertThat(third.read(bytes("{\"format\":2,\"sku\":\"red\",\"count\":3}")))
                .isEqualTo(new Shelf("red", Map.of("1", 3L)));
    }

    @Test
    void keepsInTheNewestFormat() {
        var shelf = new Shelf("red", Map.of("1", 3L));

        byte[] kept = third.bytes(shelf);

        assertThat(Json.tree(kept).path("format").asInt()).isEqualTo(3);
        assertThat(third.read(kept)).isEqualTo(shelf);
    }

    @Test
    void readsNothingOfANewerVersion() {
        assertThatThrownBy(() -> third.read(bytes("{\"format\":4}")))
                .hasMessage(
                        "The state of shelves has the format 4 of a newer version; this one knows"
                                + " 3. Start the newer version again.");
    }

    @Test
    void readsStateOfBeforeFormatsHadNumbers() {
        SkuState state =
                StateFormat.SKUS.read(
                        bytes(
                                """
                                {"onTheWay":{"abc/order/7":{"wanted":2,"written":0,"reflected":0}},
                                 "asked":{},"sequence":4}\
                                """));

        assertThat(state.held()).isEqualTo(2);
        assertThat(StateFormat.SKUS.read(StateFormat.SKUS.bytes(state))).isEqualTo(state);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
