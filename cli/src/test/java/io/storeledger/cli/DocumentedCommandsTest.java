package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/// Every `storeledger` command that a page shows is understood: its options are there, and nothing
/// that it needs is missing. None is run.
class DocumentedCommandsTest {
    /// What comes before a command's own words, at the beginning of a line or of code in a
    /// sentence.
    private static final String CALL =
            "(?:[A-Z_]+=\\S* )*(?:(?:\\./)?storeledger"
                    + "|(?:java @\\S+ )?io\\.storeledger\\.cli\\.Storeledger"
                    + "|docker compose exec \\S+ java @\\S+ io\\.storeledger\\.cli\\.Storeledger"
                    + "|docker compose run (?:--\\S+ )*console) +";

    private static final Pattern LINE = Pattern.compile("(?m)^ *(?:\\$ )?" + CALL + "(.+)$");
    private static final Pattern CODE = Pattern.compile("`" + CALL + "([^`]+)`");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /// Words that stand for something, the longer ones first.
    private static final Map<String, String> SAMPLES = samples();

    /// A command's words, and where they stand.
    ///
    /// @param named whether a sentence only names the command, without what it needs
    private record Shown(Path page, String words, boolean named) {
        @Override
        public String toString() {
            return Pages.name(page) + ": storeledger " + words;
        }
    }

    @Test
    void everyCommandOfAPageIsUnderstood() {
        List<Shown> commands = Pages.all().stream().flatMap(DocumentedCommandsTest::in).toList();
        List<String> faults = new ArrayList<>();

        for (Shown shown : commands) {
            try {
                Storeledger.commandLine().parseArgs(words(shown.words()));
            } catch (MissingParameterException e) {
                if (!shown.named()) {
                    faults.add(shown + "\n    " + e.getMessage());
                }
            } catch (ParameterException e) {
                faults.add(shown + "\n    " + e.getMessage());
            }
        }

        assertThat(commands).hasSizeGreaterThan(60);
        assertThat(faults).isEmpty();
    }

    private static Stream<Shown> in(Path page) {
        String text = Pages.text(page).replaceAll("\\\\\\R *", "");
        Stream<Shown> lines =
                LINE.matcher(text)
                        .results()
                        .filter(line -> !line.group().contains("`"))
                        .map(line -> new Shown(page, withoutComment(line), false));
        Stream<Shown> sentences =
                CODE.matcher(text.replaceAll("\\R *", " "))
                        .results()
                        .map(code -> code.group(1))
                        .map(words -> new Shown(page, words, words.matches("[a-z ]+")));
        // bench and jdk are the launcher's own
        return Stream.concat(lines, sentences)
                .filter(shown -> !shown.words().matches("(bench|jdk)\\b.*"));
    }

    private static String withoutComment(MatchResult line) {
        return line.group(1).replaceFirst(" +#.*", "");
    }

    private static String[] words(String line) {
        String filled = line;
        for (Map.Entry<String, String> sample : SAMPLES.entrySet()) {
            filled =
                    filled.replaceAll(
                            "(?<![A-Za-z0-9_$-])"
                                    + Pattern.quote(sample.getKey())
                                    + "(?![A-Za-z0-9_-])",
                            sample.getValue());
        }
        return WORD.matcher(filled)
                .results()
                .map(word ->
                        Stream.of(1, 2, 3)
                                .map(word::group)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(""))
                .toArray(String[]::new);
    }

    private static Map<String, String> samples() {
        Map<String, String> samples = new LinkedHashMap<>();
        samples.put("TOPIC/PARTITION/OFFSET", "bigcommerce.orders.dead-letters/3/17");
        samples.put("HOST:PORT", "kafka:9092");
        samples.put("CONNECTION", "main");
        samples.put("COMMAND", "run");
        samples.put("NUMBER", "1001");
        samples.put("FILE", "storeledger.yaml");
        samples.put("DATE", "2026-01-01");
        samples.put("TIME", "2026-01-31T08:00:00Z");
        samples.put("NAME", "ingress");
        samples.put("CODE", "unmappable");
        samples.put("TEXT", "mended");
        samples.put("...", "2026-01-01");
        return samples;
    }
}
