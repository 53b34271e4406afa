package io.storeledger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What deploy/Dockerfile promises; its steps themselves run in [ImageRootIT].
class DockerfileTest {
    private final List<String> lines =
            Repository.text("deploy/Dockerfile")
                    .replace("\\\n", " ")
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.replaceAll("\\s+", " "))
                    .toList();

    @Test
    void takesEachStepFromTheScriptThatTheTestsRun() {
        assertThat(lines.stream().filter(line -> line.startsWith("RUN deploy/")))
                .containsExactly(
                        "RUN deploy/build-image-root.sh runtime cli/target/app /opt",
                        "RUN deploy/build-image-root.sh jars cli/target/app /opt",
                        "RUN deploy/build-image-root.sh options cli/target/app /opt",
                        "RUN deploy/build-image-root.sh train cli/target/app /opt");
    }

    @Test
    void runsAsNobody() {
        assertThat(lastStage()).contains("USER 65532:65532", "STOPSIGNAL SIGTERM");
        assertThat(lastStage().stream().filter(line -> line.startsWith("RUN"))).isEmpty();
        // only what is written to belongs to the user
        assertThat(lastStage().stream().filter(line -> line.contains("--chown")))
                .containsExactly("COPY --from=build --chown=65532:65532 /root-of-image/ /");
    }

    @Test
    void hasLayersFromWhatChangesLeast() {
        List<String> copied =
                lastStage().stream()
                        .filter(line -> line.startsWith("COPY --from=build /opt"))
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .toList();

        assertThat(copied)
                .containsExactly(
                        "/opt/java",
                        "/opt/storeledger/native",
                        "/opt/storeledger/lib",
                        "/opt/storeledger/app",
                        "/opt/storeledger/");
    }

    @Test
    void buildsWithTheJdkThatItNames() {
        assertThat(lines.getFirst()).isEqualTo("ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-25");
        assertThat(Repository.text("pom.xml"))
                .contains("<maven.compiler.release>25</maven.compiler.release>");
    }

    @Test
    void namesTheVersionOfThePom() {
        var version =
                Pattern.compile("<artifactId>storeledger</artifactId>\\s*<version>([^<]+)")
                        .matcher(Repository.text("pom.xml"));

        assertThat(version.find()).isTrue();
        assertThat(lines).contains("ARG VERSION=" + version.group(1));
    }

    private List<String> lastStage() {
        return lines.subList(lines.indexOf("FROM ${BASE_IMAGE}"), lines.size());
    }
}
