package io.storeledger.console.reconcile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.schedule.Cron;
import io.storeledger.common.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconcileConfigTest {
    private static final String COMPLETE =
            """
            connections:
              main:
                bigcommerce: { storeHash: abc1, accessToken: t, clientSecrets: s }
                netsuite:
                  account: "1"
                  clientId: a
                  certificateId: b
                  algorithm: ES256
                  privateKey: "-"
            """;

    @Test
    void looksAtTheLastWeekEveryNightUnlessToldOtherwise() {
        ReconcileConfig config = read(COMPLETE);

        assertThat(config.margin()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.longestWait()).isEqualTo(Duration.ofDays(1));
        assertThat(requireNonNull(config.connections().get("main")).plan())
                .hasValue(
                        new ReconcileConfig.Plan(
                                new Schedule.At(Cron.parse("30 3 * * *"), ZoneId.of("UTC")),
                                Duration.ofMinutes(20),
                                Duration.ofDays(7)));
    }

    @Test
    void doesNothingByItselfWhereItIsToldTo() {
        ReconcileConfig config = read(COMPLETE + "    reconcile: { enabled: false }\n");

        assertThat(requireNonNull(config.connections().get("main")).plan()).isEmpty();
    }

    @Test
    void saysWhatAConnectionLacksThatCannotBeReconciled() {
        ReconcileConfig config =
                read(
                        """
                        connections:
                          main:
                            bigcommerce: { storeHash: abc1, accessToken: t, clientSecrets: s }
                            netsuite: { account: "1" }
                        """);

        assertThat(config.connections()).isEmpty();
        assertThat(config.unable())
                .containsOnly(
                        Map.entry(
                                "main",
                                "It can't be reconciled here: connections.main.netsuite.clientId is"
                                        + " not configured."));
    }

    private static ReconcileConfig read(String yaml) {
        return ReconcileConfig.read(SettingsFile.parse("test", yaml, Map.of()).root());
    }
}
