package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.clients.http.ApiException;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.enricher.sweep.Backfill.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackfillCommandTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "2026-01-31, 2026-01-31T00:00:00Z, 2026-01-31T23:59:59Z",
        "2026-01-31T08:30:00, 2026-01-31T08:30:00Z, 2026-01-31T08:30:00Z",
        "2026-01-31T08:30:00Z, 2026-01-31T08:30:00Z, 2026-01-31T08:30:00Z",
        "2026-01-31T08:30:00+02:00, 2026-01-31T06:30:00Z, 2026-01-31T06:30:00Z",
    })
    void readsDatesInUtcUnlessTheySayOtherwise(String text, Instant begin, Instant end) {
        assertThat(Dates.begin(text)).isEqualTo(begin);
        assertThat(Dates.end(text)).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-13-01", "31.01.2026", "", "2026-01-31T25:00:00Z"})
    void saysWhatADateLooksLike(String text) {
        assertThatThrownBy(() -> Dates.begin(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("should be a date such as 2026-01-31");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--from soon|\"soon\" should be a date",
                "--from 2999-01-01|lies in the future",
                "--from 2026-02-01 --to 2026-01-01|lies before --from",
                "--from 2026-01-01 --rate 0|--rate 0.0 should be records a second",
                "--from 2026-01-01 --resource ordres|\"ordres\" should be one or more of orders",
                "--from 2026-01-01 --connection x|\"x\" is not configured; there is main",
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
        List<String> all = new ArrayList<>(List.of("backfill", "--config", file.toString()));
        all.addAll(List.of(arguments.split(" ", -1)));
        var errors = new StringWriter();

        int code =
                Storeledger.commandLine()
                        .setErr(new PrintWriter(errors))
                        .execute(all.toArray(String[]::new));

        assertThat(errors.toString()).contains(sentence);
        assertThat(code).isEqualTo(Storeledger.UNUSABLE);
    }

    @Test
    void drawsABarOnATerminalAndLinesElsewhere() {
        var half =
                new Progress(Kind.ORDER, FROM, FROM.plusSeconds(50), FROM.plusSeconds(100), 1234);
        assertThat(BackfillView.bar(half))
                .isEqualTo(
                        "orders    [###############...............]  50 %  1,234 seen "
                                + " 2026-01-01T00:00:50Z");
        var bytes = new ByteArrayOutputStream();
        var view =
                new BackfillView(
                        new ProgressLine(
                                new PrintStream(bytes, true, StandardCharsets.UTF_8), false),
                        System.err);

        view.show(half);
        view.show(half);

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("orders: 50 %, 1,234 seen, up to 2026-01-01T00:00:50Z");
    }

    @Test
    void saysThatItWaitsForTheStoreUnlessThatIsShort() {
        var bytes = new ByteArrayOutputStream();
        var err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var view = new BackfillView(new ProgressLine(err, false), err);
        var away = new ApiException.Transient("The store is away.", 503, null, false, null);

        view.waits(Kind.REFUND, away, Duration.ofSeconds(1));
        view.waits(Kind.REFUND, away, Duration.ofSeconds(42));

        assertThat(bytes.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo(
                        "refunds wait: The store is away. The next try is in 42 s; Ctrl-C stops,"
                                + " and the same command goes on later.");
    }
}
