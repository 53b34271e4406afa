package io.storeledger.cli.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.common.config.ConfigException;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.Place;
import io.storeledger.console.timeline.step.Step;
import io.storeledger.console.timeline.step.Step.Call;
import io.storeledger.console.timeline.step.Step.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class StepViewTest {
    private static final Step REJECTED =
            new Step(
                    Kind.REJECTED,
                    Instant.parse("2026-03-01T10:00:00.250Z"),
                    "Rejected: the salesOrder was not written to NetSuite",
                    "The rules name no item for the SKU RED-S; add it under rules.items.bySku.",
                    Map.of("reasonCode", "no-item"),
                    List.of(new Call("GET salesOrder", "none", 1_250)),
                    new Place("netsuite.outcomes", 3, 17),
                    List.of());

    @Test
    void writesAStepInTheWidthOfTheTerminal() {
        List<String> lines = new StepView(Ansi.OFF, 80).lines(REJECTED);

        assertThat(lines)
                .containsExactly(
                        "2026-03-01 10:00:00.250  Rejected: the salesOrder was not written to"
                                + " NetSuite",
                        "                         The rules name no item for the SKU RED-S; add it"
                                + " under",
                        "                         rules.items.bySku.",
                        "                         → GET salesOrder: none (1,250 ms)",
                        "                         reason code no-item",
                        "                         netsuite.outcomes/3/17");
        assertThat(lines).allMatch(line -> line.length() <= 80);
    }

    @Test
    void writesALineARecordForWhoFollows() {
        assertThat(new StepView(Ansi.OFF, 120).line("abc/order/7", REJECTED))
                .startsWith(
                        "10:00:00.250  abc/order/7               Rejected: the salesOrder was not"
                                + " written to NetSuite  The rules")
                .endsWith("…")
                .hasSize(120);
        assertThat(new StepView(Ansi.OFF, 40).line("abc/order/7", REJECTED))
                .endsWith("written to NetSuite");
    }

    @Test
    void usesColoursWhereThereAreSome() {
        assertThat(new StepView(Ansi.ON, 120).line("k", REJECTED))
                .contains(
                        "\u001b[31mRejected: the salesOrder was not written to NetSuite\u001b[39m");
    }

    @Test
    void letsNothingInTheLogSteerTheTerminal() {
        var evil =
                new Step(
                        Kind.RECEIVED,
                        Instant.EPOCH,
                        "\u001b[2J\r\nwiped",
                        null,
                        Map.of("type", "\u0007", "id", "a\nb"),
                        List.of(),
                        new Place("t", 0, 0),
                        List.of());
        var view = new StepView(Ansi.OFF, 80);

        assertThat(view.line("k\u001b[0m", evil)).doesNotContainPattern("\\p{Cntrl}");
        assertThat(view.lines(evil)).noneMatch(line -> line.matches("(?s).*\\p{Cntrl}.*"));
    }

    @Test
    void knowsTopicsByTheEndOfTheirName() {
        assertThat(TopicWords.named(List.of())).isEqualTo(Topics.ALL);
        assertThat(TopicWords.named(List.of("orders"))).containsExactly(Topics.ORDERS);
        assertThat(TopicWords.named(List.of("outcomes", "netsuite.outcomes")))
                .containsExactlyInAnyOrder(Topics.OUTCOMES, Topics.CATALOG_OUTCOMES);
        assertThat(TopicWords.named(List.of("dead-letters"))).hasSize(5);
        assertThatThrownBy(() -> TopicWords.named(List.of("ordres")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("\"ordres\" is no topic; there are bigcommerce.webhooks");
    }
}
