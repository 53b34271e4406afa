package io.storeledger.common.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedJsonExceptionTest {
    record Line(BigDecimal total, List<Integer> parts, Street street) {}

    record Street(String name) {
        Street {
            if (Objects.requireNonNullElse(name, "").contains("12 Main")) {
                throw new IllegalArgumentException(name + " is none");
            }
        }
    }

    @Test
    void saysWhereItIsAndWhatItShouldBe() {
        assertThat(read("{\"total\":\n \"12 Main Street\"}"))
                .hasMessage("not the expected JSON at line 2, column 2: it is no BigDecimal");
    }

    @Test
    void tellsTheWaysOfBeingNoJsonApart() {
        assertThat(read("{\"total\": 1")).hasMessageEndingWith(": it ends too early");
        assertThat(read("{\"total\": x}"))
                .hasMessageEndingWith(": it is no JSON, or has a field twice");
        assertThat(read("{\"other\": " + "[".repeat(300)))
                .hasMessageEndingWith(": it is nested too deeply or too large");
    }

    /// Neither itself nor in a stack trace that is logged.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"total\": \"12 Main Street\"}",
                "{\"total\": {\"12 Main Street\": 1}}",
                "{\"parts\": [\"12 Main Street\"]}",
                "{\"parts\": \"12 Main Street\"}",
                "{\"street\": {\"name\": \"12 Main Street\"}}",
                "{\"street\": {\"12 Main Street\": 1, \"12 Main Street\": 2}}",
                "\"12 Main Street\"",
                "{\"total\": 12} Main Street",
                "{\"total\": Main}",
                "12 Main Street",
                "{\"street\": \"12 Main Street",
            })
    void quotesNoContent(String text) {
        var trace = new StringWriter();

        read(text).printStackTrace(new PrintWriter(trace));

        assertThat(trace.toString()).contains("not the expected JSON").doesNotContain("Main");
    }

    private static MalformedJsonException read(String text) {
        return catchThrowableOfType(
                MalformedJsonException.class,
                () -> Json.read(text.getBytes(StandardCharsets.UTF_8), Line.class));
    }
}
