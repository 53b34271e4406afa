package io.storeledger.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatchTest {
    @TempDir Path folder;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Path main;
    private Path rules;
    private Live<String> memo;
    private SettingsFile running;
    private ConfigWatch watch;

    @BeforeEach
    void start() throws Exception {
        main = folder.resolve("storeledger.yaml");
        rules = folder.resolve("rules.yaml");
        Files.writeString(main, "admin: { port: 1 }\nrules: rules.yaml\n");
        Files.writeString(rules, "memo: first\n");
        running = SettingsFile.load(main, Map.of());
        memo = read(running);
        running.check();
        watch = new ConfigWatch(running, this::reread, metrics);
    }

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void followsAFileOfItsOwn() throws Exception {
        Files.writeString(rules, "memo: the second\n");

        await().until(() -> memo.now().equals("the second"));
        await().until(() -> count("applied") == 1);
        assertThat(stale()).isZero();
        assertThat(running.effective().text()).contains("rules.memo: \"the second\"  # file\n");
    }

    @Test
    void followsTheMainFileAndALinkThatIsTurnedAsKubernetesDoes() throws Exception {
        Path one = Files.createDirectory(folder.resolve("one"));
        Path two = Files.createDirectory(folder.resolve("two"));
        Files.writeString(
                one.resolve("storeledger.yaml"), "admin: { port: 1 }\nrules: { memo: a }");
        Files.writeString(
                two.resolve("storeledger.yaml"), "admin: { port: 1 }\nrules: { memo: b }");
        Path data = Files.createSymbolicLink(folder.resolve("data"), one);
        main = data.resolve("storeledger.yaml");
        SettingsFile file = SettingsFile.load(main, Map.of());
        Live<String> linked = read(file);
        file.check();
        try (var _ = new ConfigWatch(file, this::reread, new SimpleMeterRegistry())) {
            Path turned = Files.createSymbolicLink(folder.resolve("turned"), two);
            Files.move(turned, data, StandardCopyOption.ATOMIC_MOVE);

            await().until(() -> linked.now().equals("b"));
        }
    }

    @Test
    void staysAsItIsWhileThereIsAFaultAnywhere() throws Exception {
        Files.writeString(rules, "memo: second\nmeno: third\n");
        await().until(() -> count("faulty") == 1);
        assertThat(memo.now()).isEqualTo("first");
        assertThat(stale()).isEqualTo(1);

        Files.writeString(rules, "memo: third time\n");
        await().until(() -> memo.now().equals("third time"));
        await().until(() -> stale() == 0);
    }

    @Test
    void saysWhatNeedsARestartAndFollowsTheRest() throws Exception {
        Files.writeString(main, "admin: { port: 22 }\nrules: { memo: moved here }\n");
        await().until(() -> count("needs-restart") == 1);
        assertThat(memo.now()).isEqualTo("moved here");
        assertThat(stale()).isEqualTo(1);
        assertThat(running.effective().text()).contains("admin.port: 1 ");

        Files.writeString(main, "admin: { port: 1 }\nrules: { memo: back again }\n");
        await().until(() -> memo.now().equals("back again"));
        await().atMost(Duration.ofSeconds(20)).until(() -> stale() == 0);
    }

    @Test
    void saysWhichOfKafkasPropertiesDoNotFollowTheirFiles() throws Exception {
        Path followed = Files.writeString(folder.resolve("followed"), "one");
        Path read = Files.writeString(folder.resolve("read"), "one");
        Files.writeString(
                main,
                """
                admin: { port: 1 }
                rules: rules.yaml
                properties: { a.password: "${file:%s}", b.password: "${file:%s}" }
                """
                        .formatted(followed, read));
        var meters = new SimpleMeterRegistry();
        SettingsFile file = reread();
        try (var _ = new ConfigWatch(file, this::reread, meters)) {
            Files.writeString(followed, "the second");
            await().until(() -> reloads(meters, "applied") == 1);
            assertThat(stale(meters)).isZero();

            Files.writeString(read, "the second");
            await().until(() -> reloads(meters, "needs-restart") == 1);
            assertThat(stale(meters)).isEqualTo(1);
            assertThat(file.effective().text()).doesNotContain("second");
        }
    }

    private SettingsFile reread() {
        SettingsFile file = SettingsFile.load(main, Map.of());
        read(file);
        file.check();
        return file;
    }

    private static Live<String> read(SettingsFile file) {
        Settings root = file.root();
        root.section("admin").integer("port", 0, 0, 100);
        root.secretMap("properties", (name, _) -> name.startsWith("a."));
        return root.live("rules", section -> section.string("memo"));
    }

    private double count(String outcome) {
        return reloads(metrics, outcome);
    }

    private static double reloads(SimpleMeterRegistry metrics, String outcome) {
        var counter = metrics.find("storeledger.config.reloads").tag("outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }

    private double stale() {
        return stale(metrics);
    }

    private static double stale(SimpleMeterRegistry metrics) {
        return metrics.get("storeledger.config.stale").gauge().value();
    }
}
