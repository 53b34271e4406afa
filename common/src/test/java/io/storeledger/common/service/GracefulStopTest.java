package io.storeledger.common.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In a process of its own: what is told to end is a JVM.
class GracefulStopTest {
    @TempDir Path folder;

    @Test
    void endsWhenEverythingHasStopped() throws Exception {
        Process process = start("orderly");

        process.destroy();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(folder.resolve("out")).content().contains("closed");
    }

    @Test
    void endsInTimeAlsoWhenSomethingNeverStops() throws Exception {
        Process process = start("stuck");

        process.destroy();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
    }

    private Process start(String how) throws Exception {
        Path out = folder.resolve("out");
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName(),
                                how)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(out).content().contains("runs"));
        return process;
    }

    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            Thread main = Thread.currentThread();
            Thread.ofPlatform().daemon().start(() -> tellOnceItWaits(main));
            GracefulStop.await(
                    () -> {
                        if (args[0].equals("stuck")) {
                            awaitForEver();
                        }
                        System.out.println("closed");
                    },
                    Duration.ofSeconds(1));
        }

        private static void tellOnceItWaits(Thread main) {
            while (main.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            System.out.println("runs");
        }

        private static void awaitForEver() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
