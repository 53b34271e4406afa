package io.storeledger.cli;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.trace.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The glossary of log keys in CONTRIBUTING.md has those that are logged, and no others.
class LogKeysTest {
    private static final Pattern KEY = Pattern.compile("\\baddKeyValue\\(\\s*(\"(\\w+)\")?");
    private static final Pattern ROW =
            Pattern.compile("^\\| (`\\w+`(?:, `\\w+`)*) \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void theGlossaryHasTheKeysThatAreLogged() throws IOException {
        String page = Pages.text(Pages.ROOT.resolve("CONTRIBUTING.md"));
        String glossary = page.substring(page.indexOf("## Log keys"));

        SortedSet<String> told =
                ROW.matcher(glossary)
                        .results()
                        .flatMap(row -> NAME.matcher(row.group(1)).results())
                        .map(name -> name.group(1))
                        .collect(toCollection(TreeSet::new));

        assertThat(told).isEqualTo(logged());
    }

    private static SortedSet<String> logged() throws IOException {
        SortedSet<String> keys = new TreeSet<>();
        // beside every line that is logged in a piece of work
        keys.add(Work.TRACE_ID);
        keys.add(Work.SPAN_ID);
        try (Stream<Path> modules = Files.list(Pages.ROOT)) {
            for (Path module : modules.map(each -> each.resolve("src/main/java")).toList()) {
                if (Files.isDirectory(module)) {
                    addTo(keys, module);
                }
            }
        }
        return keys;
    }

    private static void addTo(SortedSet<String> keys, Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                for (MatchResult call : KEY.matcher(Pages.text(file)).results().toList()) {
                    assertThat(call.group(2)).as("a key of %s is spelt out", file).isNotNull();
                    keys.add(call.group(2));
                }
            }
        }
    }
}
