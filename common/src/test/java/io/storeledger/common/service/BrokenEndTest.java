package io.storeledger.common.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenEndTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path folder;

    private final AtomicInteger ends = new AtomicInteger();
    private Optional<String> broken = Optional.empty();
    private Instant now = START;
    private final BrokenEnd end =
            new BrokenEnd(
                    () -> broken,
                    ((InstantSource) () -> now).withZone(ZoneOffset.UTC),
                    ends::incrementAndGet);

    @Test
    void endsWhatHasBeenBrokenForAMinuteAndNothingElse() {
        assertThat(end.look()).isFalse();

        broken = Optional.of("The consumer writer.main has ended; it needs a new process.");
        assertThat(end.look()).isFalse();
        now = now.plusSeconds(59);
        assertThat(end.look()).isFalse();
        assertThat(ends).hasValue(0);

        now = now.plusSeconds(1);
        assertThat(end.look()).isTrue();
        assertThat(ends).hasValue(1);
    }

    @Test
    void countsFromTheBeginningWhenItWasWellInBetween() {
        broken = Optional.of("broken");
        end.look();
        now = now.plusSeconds(50);
        broken = Optional.empty();
        end.look();
        broken = Optional.of("broken again");
        end.look();
        now = now.plusSeconds(50);

        assertThat(end.look()).isFalse();
    }

    /// In a process of its own.
    @Test
    void theProcessStopsInGoodOrderAndSaysThatItIsBroken() throws Exception {
        Path out = folder.resolve("out");
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

        assertThat(process.exitValue()).isEqualTo(BrokenEnd.BROKEN).isNotZero();
        assertThat(out).content().contains("only a new process mends it").contains("closed");
    }

    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            var seconds = new AtomicInteger();
            Clock fast =
                    ((InstantSource) () -> START.plusSeconds(20L * seconds.getAndIncrement()))
                            .withZone(ZoneOffset.UTC);
            try (var _ =
                    BrokenEnd.watch(
                            () -> Optional.of("The topology has stopped."),
                            fast,
                            Duration.ofMillis(10))) {
                GracefulStop.await(() -> System.out.println("closed"));
            }
        }
    }
}
