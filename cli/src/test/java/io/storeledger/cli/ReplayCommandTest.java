package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayCommandTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay|wants one of --topic with --from",
                "replay --order 1 --dead-letters|wants one of --topic with --from",
                "replay --topic bigcommerce.orders|--from is required with --topic",
                "replay --topic bigcommerce.orders --from 0 --force|only for records that are"
                        + " named",
                "replay --rate 5 --resume|goes on with a replay as it was asked for",
                "dead-letters redrive|Say which dead letters",
                "dead-letters drop --note x|Say which dead letters",
                "dead-letters redrive --at here|should be a place such as",
                "dead-letters redrive --key a --mode twice|should be refetch or as-recorded",
                "dead-letters redrive --key a --rate 0|should be records a second",
            })
    void saysInASentenceWhatIsWrong(String arguments, String sentence) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("storeledger.yaml"),
                        """
                        kafka: {bootstrapServers: "127.0.0.1:1"}
                        connections:
                          main:
                            bigcommerce: {storeHash: abc1}
                        """);
        List<String> all = new ArrayList<>(List.of(arguments.split(" ", -1)));
        all.addAll(List.of("--config", file.toString()));
        var cli = new Cli();

        int code = cli.run(all.toArray(String[]::new));

        assertThat(cli.err()).contains(sentence);
        assertThat(code).isEqualTo(Storeledger.UNUSABLE);
    }

    @Test
    void endsADayWithItself() {
        assertThat(LogOptions.end("2026-01-31")).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(LogOptions.end("2026-01-31T08:00:00Z"))
                .isEqualTo(Instant.parse("2026-01-31T08:00:00Z"));
    }
}
