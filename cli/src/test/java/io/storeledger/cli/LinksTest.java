package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every link of a page leads somewhere, and every page is led to.
class LinksTest {
    private static final List<Path> PAGES = Pages.all();
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern MENTION = Pattern.compile("docs/[a-z0-9/-]+\\.md");

    /// A link as it is written, from where.
    private record Link(Path page, String target) {
        boolean isOurs() {
            return !target.matches("[a-z]+:.*");
        }

        Path file() {
            String path = target.replaceFirst("#.*", "");
            Path folder = Objects.requireNonNull(page.getParent());
            return path.isEmpty() ? page : folder.resolve(path).normalize();
        }

        boolean leadsSomewhere() {
            Path file = file();
            int anchor = target.indexOf('#');
            return Files.exists(file)
                    && (anchor < 0 || anchors(file).contains(target.substring(anchor + 1)));
        }

        @Override
        public String toString() {
            return Pages.name(page) + " -> " + target;
        }
    }

    @Test
    void everyLinkLeadsToAFileAndAHeadingThatAreThere() {
        List<Link> links = PAGES.stream().flatMap(LinksTest::links).filter(Link::isOurs).toList();

        assertThat(links).hasSizeGreaterThan(50).allMatch(Link::leadsSomewhere);
    }

    @Test
    void everyPageThatIsNamedIsThere() {
        List<Path> files =
                Stream.concat(
                                PAGES.stream(),
                                Stream.of(Pages.ROOT.resolve("storeledger.example.yaml")))
                        .toList();

        assertThat(files)
                .allSatisfy(file ->
                        assertThat(MENTION.matcher(Pages.text(file)).results())
                                .extracting(MatchResult::group)
                                .allMatch(name -> Files.exists(Pages.ROOT.resolve(name))));
    }

    @Test
    void whoBeginsAtTheReadmeFindsEveryPage() {
        Set<Path> found = new HashSet<>();
        var next = new ArrayDeque<>(List.of(Pages.ROOT.resolve("README.md")));
        while (!next.isEmpty()) {
            Path page = next.removeFirst();
            if (found.add(page)) {
                links(page).filter(Link::isOurs).forEach(link -> next.addAll(pages(link.file())));
            }
        }

        assertThat(found).containsAll(PAGES);
    }

    /// A folder leads to the pages in it.
    private static List<Path> pages(Path file) {
        return PAGES.stream()
                .filter(page -> page.equals(file) || file.equals(page.getParent()))
                .toList();
    }

    private static Stream<Link> links(Path page) {
        String prose = FENCE.matcher(Pages.text(page)).replaceAll("");
        return LINK.matcher(prose).results().map(link -> new Link(page, link.group(1)));
    }

    /// As GitHub makes them of headings.
    private static List<String> anchors(Path page) {
        String prose = FENCE.matcher(Pages.text(page)).replaceAll("");
        return HEADING.matcher(prose)
                .results()
                .map(heading ->
                        heading.group(1)
                                .strip()
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                                .replace(' ', '-'))
                .toList();
    }
}
