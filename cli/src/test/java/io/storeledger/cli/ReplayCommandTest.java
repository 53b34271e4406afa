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
                "replay --resume --dry-run|leave out all but --config and --kafka",
                "replay --order 1 --reason x|--reason is of --dead-letters",
                "replay --order abc|--order \"abc\" should be a whole number, such as 1001.",
                "replay --customer 1,x|--customer \"x\" should be a whole number, such as 1001.",
                "replay --order 0|--order \"0\" should be a number from 1",
                "replay --refund x|--refund \"x\" should be a refund's number, such as 7, or",
                "replay --order 1 --rate fast|--rate \"fast\" should be a number, such as 5 or"
                        + " 0.5.",
                "replay --topic bigcommerce.orders --from 0 --partition one|--partition \"one\""
                        + " should be a whole number",
                "replay --topic bigcommerce.orders --from 12x|--from \"12x\" should be an offset"
                        + " such as 1200, a date such as",
                "replay --ordre 1|Unknown option",
                "show order 1 --limit many|--limit \"many\" should be a whole number",
                "show order 1 --limit 0|--limit 0 should be a number from 1",
                "tail --count x|--count \"x\" should be a whole number",
                "tail --from 10x|--from \"10x\" should be a length of time such as 10m, a date",
                "explain order x|ID \"x\" should be a whole number",
                "explain refund 1/x|ID \"1/x\" should be a refund's number",
                "backfill --from 2026-01-01 --rate x|--rate \"x\" should be a number",
                "dead-letters redrive --from 2026-02-01 --to 2026-01-31|should lie before its end",
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

        assertThat(cli.err()).contains(sentence).doesNotContain("Usage:");
        assertThat(code).isEqualTo(Storeledger.UNUSABLE);
    }

    @Test
    void asksForTheConsoleWhereItsPortIsAnyFreeOne() throws IOException {
        Path file = Files.writeString(folder.resolve("storeledger.yaml"), "console: {port: 0}\n");
        var cli = new Cli();

        assertThat(cli.run("show", "order", "1", "--config", file.toString()))
                .isEqualTo(Storeledger.UNUSABLE);
        assertThat(cli.err()).contains("console.port is 0", "--console URL");
    }

    @Test
    void endsADayWithItself() {
        assertThat(LogOptions.end("2026-01-31")).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(LogOptions.end("2026-01-31T08:00:00Z"))
                .isEqualTo(Instant.parse("2026-01-31T08:00:00Z"));
    }
}
