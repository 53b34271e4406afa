package io.storeledger.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.storeledger.common.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;

/// What `logback.xml` makes of a log line.
class LogFormatTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void isOneJsonObjectALineInContainers() throws Exception {
        List<String> lines = log("json");

        assertThat(lines).hasSize(2);
        JsonNode first = Json.tree(lines.getFirst());
        assertThat(OffsetDateTime.parse(first.path("time").asString()).getOffset().getId())
                .isEqualTo("Z");
        assertThat(first.path("level").asString()).isEqualTo("WARN");
        assertThat(first.path("message").asString()).isEqualTo("the record is \"tried\"\nagain");
        assertThat(first.path("attempt").isInt()).isTrue();
        assertThat(first.path("order").asString()).isEqualTo("17");
        assertThat(first.path("trace_id").asString()).isEqualTo(TRACE);
        JsonNode second = Json.tree(lines.getLast());
        assertThat(second.path("stack").asString())
                .startsWith("java.lang.IllegalStateException: broken")
                .contains("\n\tat ");
        assertThat(second.has("trace_id")).isFalse();
    }

    @Test
    void isReadableOnATerminal() throws Exception {
        List<String> lines = log("");

        assertThat(lines.getFirst())
                .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|[+-]\\d\\d:\\d\\d) WARN  test: .*");
        assertThat(lines.get(1))
                .contains("again attempt=\"3\" order=\"17\"")
                .contains("trace_id=" + TRACE);
        assertThat(lines.get(2)).contains("ERROR test: it broke");
    }

    /// @param format as in `STORELEDGER_LOG`; empty where it is not set
    private static List<String> log(String format) throws Exception {
        PrintStream terminal = System.err;
        var bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        var context = new LoggerContext();
        var mdc = new LogbackMDCAdapter();
        context.setMDCAdapter(mdc);
        try {
            if (!format.isEmpty()) {
                context.putProperty("STORELEDGER_LOG", format);
            }
            var configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(requireNonNull(Storeledger.class.getResource("/logback.xml")));
            Logger logger = context.getLogger("test");
            mdc.put("trace_id", TRACE);
            logger.atWarn()
                    .addKeyValue("attempt", 3)
                    .addKeyValue("order", "17")
                    .log("the record is \"tried\"\nagain");
            mdc.clear();
            logger.atError().setCause(new IllegalStateException("broken")).log("it broke");
        } finally {
            context.stop();
            System.setErr(terminal);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
