package io.storeledger.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.storeledger.common.service.ServiceMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Of the catalogue: its page says what it says, its names are by the conventions, and nobody else
/// spells them. `-Dstoreledger.docs.write=true` writes the page anew.
class MetricsPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs").resolve("metrics.md");

    /// What could be the name of one, in quotes.
    private static final Pattern NAME = Pattern.compile("\"(storeledger[._][._a-z]+)\"");

    private static final Set<String> NAMES =
            Metrics.all().stream()
                    .flatMap(metric ->
                            Stream.concat(
                                    Stream.of(metric.spec().name(), metric.family()),
                                    metric.series().stream()))
                    .collect(Collectors.toSet());

    @Test
    void thePageSaysWhatTheCatalogueSays() throws IOException {
        // given
        String page = MetricsPage.text();

        // when
        if (Boolean.getBoolean("storeledger.docs.write")) {
            Files.writeString(PAGE, page);
        }

        // then
        assertThat(PAGE)
                .as(
                        "docs/metrics.md is generated: mvn -pl common test -Dtest=MetricsPageTest"
                                + " -Dstoreledger.docs.write=true")
                .hasContent(page);
    }

    @Test
    void namesAreByThePrometheusConventions() {
        assertThat(Metrics.all()).extracting(Metric::family).doesNotHaveDuplicates();
        assertThat(Metrics.all().stream())
                .allSatisfy(metric -> {
                    assertThat(metric.family()).matches("storeledger(_[a-z]+)+");
                    assertThat(metric.spec().about()).doesNotEndWith(".").isNotBlank();
                    assertThat(metric.family().endsWith("_total"))
                            .isEqualTo(metric.type() == Meter.Type.COUNTER);
                    assertThat(metric.spec().unit()).isIn("", "seconds", "ratio", "records");
                    assertThat(metric.spec().labels())
                            .extracting(Label::key)
                            .doesNotHaveDuplicates()
                            // Prometheus and its operator give these to the targets
                            .doesNotContain(
                                    "job",
                                    "instance",
                                    "service",
                                    "pod",
                                    "namespace",
                                    "container",
                                    "endpoint",
                                    "le");
                });
    }

    @Test
    void namesAreSpeltInTheCatalogueAlone() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<String> spelt =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> file.toString().contains("/src/main/"))
                            // a topic may be called as a metric is
                            .filter(file -> !file.endsWith("Topics.java"))
                            .flatMap(MetricsPageTest::namesIn)
                            .toList();

            assertThat(spelt).isEmpty();
        }
    }

    @Test
    void metersAreMadeThroughTheCatalogueAlone() throws IOException {
        Pattern made =
                Pattern.compile(
                        "(Counter|Gauge|Timer|DistributionSummary|MultiGauge)\\.builder\\("
                                + "|\\b(?i:registry|metrics|meters)\\s*\\.\\s*"
                                + "(counter|gauge|timer|summary)\\(");
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<String> elsewhere =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> file.toString().contains("/src/main/"))
                            .filter(file -> !file.toString().contains("/common/metric/"))
                            .filter(file -> !file.endsWith("KafkaMeters.java"))
                            .filter(file -> made.matcher(read(file)).find())
                            .map(Path::toString)
                            .toList();

            assertThat(elsewhere).as("make them through the constants").isEmpty();
        }
    }

    @Test
    void theJvmsOwnAreOnThePage() {
        String page = MetricsPage.text();

        List<String> names =
                ServiceMain.registry().scrape().lines()
                        .filter(line -> line.startsWith("# TYPE "))
                        .map(line -> line.split(" ", -1)[2])
                        .toList();

        assertThat(names)
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(page)
                                .containsAnyOf(
                                        "| `" + name + "` |",
                                        "| `" + name.replaceFirst("_max$", "") + "` |"));
    }

    private static Stream<String> namesIn(Path file) {
        return NAME.matcher(read(file))
                .results()
                .filter(found -> NAMES.contains(found.group(1)))
                .map(found -> file + ": " + found.group());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
