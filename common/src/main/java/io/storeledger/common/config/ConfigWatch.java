package io.storeledger.common.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.metric.ServiceMetrics;
import io.storeledger.common.vault.FileStamp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the configuration's files while we run: what is [Live] changes with them, all of it or,
/// if there is a fault anywhere, nothing.
///
/// Secrets of our own follow their files by themselves; what needs a restart to follow its file, as
/// some of Kafka's properties do, is told.
public final class ConfigWatch implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ConfigWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String APPLIED = "applied";
    private static final String FAULTY = "faulty";
    private static final String NEEDS_RESTART = "needs-restart";

    private final SettingsFile running;
    private final Supplier<SettingsFile> reader;
    private final MeterRegistry metrics;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private List<Path> files;
    private List<FileStamp> read;
    private List<FileStamp> seen;
    private volatile boolean stale;

    /// Starts watching.
    ///
    /// @param running what the process was started with
    /// @param reader reads and checks all of the configuration anew; throws [ConfigException]
    public ConfigWatch(SettingsFile running, Supplier<SettingsFile> reader, MeterRegistry metrics) {
        this.running = running;
        this.reader = reader;
        this.metrics = metrics;
        this.files = running.files();
        this.read = running.stamps();
        this.seen = read;
        for (String outcome : List.of(APPLIED, FAULTY, NEEDS_RESTART)) {
            ServiceMetrics.CONFIG_RELOADS.of(metrics, outcome);
        }
        ServiceMetrics.CONFIG_STALE.of(metrics, this, watch -> watch.stale ? 1 : 0);
        this.thread = Thread.ofPlatform().daemon().name("config-watch").start(this::run);
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A change is read once it has stood for one look: somebody may be in the middle of writing
    /// it.
    private void look() {
        List<FileStamp> now = files.stream().map(FileStamp::of).toList();
        boolean settled = now.equals(seen);
        seen = now;
        if (settled && !now.equals(read)) {
            read = now;
            take();
        }
    }

    private void take() {
        SettingsFile next;
        List<Runnable> changes = new ArrayList<>();
        try {
            next = reader.get();
            running.live()
                    .forEach(live ->
                            next.live(live.path()).map(live::reread).ifPresent(changes::add));
        } catch (ConfigException e) {
            stale = true;
            count(FAULTY);
            LOGGER.atWarn()
                    .addKeyValue("detail", String.join(" ", e.faults()))
                    .log("the configuration was changed and has faults; what runs stays as it is");
            return;
        }
        changes.forEach(Runnable::run);
        running.live().forEach(live -> running.effective().replace(live.path(), next.effective()));
        files = next.files();
        read = next.stamps();
        seen = read;
        SortedSet<String> left = running.effective().differences(next.effective());
        stale = !left.isEmpty();
        if (left.isEmpty()) {
            count(APPLIED);
            LOGGER.atInfo().log("the configuration was changed; what runs follows it");
        } else {
            count(NEEDS_RESTART);
            LOGGER.atWarn()
                    .addKeyValue("detail", String.join(", ", left))
                    .log(
                            "the configuration was changed in settings that need a restart; rules"
                                    + " follow at once");
        }
    }

    private void count(String outcome) {
        ServiceMetrics.CONFIG_RELOADS.of(metrics, outcome).increment();
    }
}
