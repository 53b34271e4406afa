package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.event.Finding;
import io.storeledger.common.event.Finding.Kind;
import io.storeledger.common.event.Finding.What;
import io.storeledger.common.event.Reconciliation;
import io.storeledger.console.reconcile.Reconciled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconcileCommandTest {
    private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--from soon|\"soon\" should be a date",
                "--from 2999-01-01|lies in the future",
                "--from 2026-02-01 --to 2026-01-01|lies before --from",
                "--from 2026-01-01 --connection x|\"x\" is not configured",
                "--from 2026-01-01|connections.main.netsuite.account is not configured",
            })
    void saysInASentenceWhatIsWrong(String arguments, String sentence) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("storeledger.yaml"),
                        """
                        kafka: {bootstrapServers: "127.0.0.1:1"}
                        connections:
                          main:
                            bigcommerce: {storeHash: abc1, accessToken: t, clientSecrets: s}
                        """);
        List<String> all = new ArrayList<>(List.of("reconcile", "--config", file.toString()));
        all.addAll(List.of(arguments.split(" ", -1)));
        var cli = new Cli();

        int code = cli.run(all.toArray(String[]::new));

        assertThat(cli.err()).contains(sentence);
        assertThat(code).isEqualTo(Storeledger.UNUSABLE);
    }

    @Test
    void tellsWhatIsWrongByKindAndWhatCanBeDone() {
        var reconciled =
                reconciled(
                        finding(1, Kind.MISSING, "Order 1 is not in NetSuite."),
                        finding(2, Kind.REJECTED, "Order 2 was rejected."));

        assertThat(ReconcileView.lines(reconciled, false))
                .containsExactly(
                        "main, 2026-01-31T00:00:00Z to 2026-01-31T00:00:00Z: 1,200 orders and 3"
                                + " refunds; 1,201 agree, 0 are not imported.",
                        "",
                        "Missing in NetSuite: 1",
                        "  Order 1 is not in NetSuite.",
                        "",
                        "Rejected: 1",
                        "  Order 2 was rejected.",
                        "",
                        "1 can be brought with --repair. What was rejected is in the dead letters:"
                                + " mend the cause, then redrive it.");
    }

    @Test
    void countsOneOfAThingAsOne() {
        var figures = Map.of("orders", 1L, "refunds", 1L, "agree", 2L);
        assertThat(ReconcileView.lines(reconciled(figures), false).getFirst())
                .contains("1 order and 1 refund; 2 agree");
    }

    @Test
    void saysThatNothingIsWrong() {
        assertThat(ReconcileView.lines(reconciled(), false))
                .endsWith("Nothing is missing, and every total is the same on both sides.");
    }

    private static Reconciled reconciled(Finding... findings) {
        return reconciled(Map.of("orders", 1200L, "refunds", 3L, "agree", 1201L), findings);
    }

    private static Reconciled reconciled(Map<String, Long> counts, Finding... findings) {
        return new Reconciled(
                new Reconciliation(
                        "r1", "main", "abc1", NOW, NOW, "jane", NOW, NOW, counts, null, 0),
                Stream.of(findings).toList());
    }

    private static Finding finding(long order, Kind kind, String sentence) {
        return new Finding(
                "r1",
                "main",
                "abc1",
                What.ORDER,
                order,
                order,
                kind,
                sentence,
                NOW,
                "USD",
                null,
                null,
                null,
                NOW);
    }
}
