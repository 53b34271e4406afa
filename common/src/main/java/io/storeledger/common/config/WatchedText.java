package io.storeledger.common.config;

import io.storeledger.common.vault.FileStamp;
import io.storeledger.common.vault.VaultException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A text made of files, made anew when one of them has changed.
///
/// Whoever asks for it looks at the files, once a second at most; nobody waits for somebody else
/// who is looking. While it can't be made, the last one stays.
final class WatchedText {
    private static final Logger LOGGER = LoggerFactory.getLogger(WatchedText.class);
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE_AFTER_FAILURE = Duration.ofSeconds(30).toNanos();

    private record Held(String text, List<FileStamp> stamps) {}

    private final String setting;
    private final List<Path> files;
    private final Supplier<String> maker;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Held held;
    private volatile long nextLook;

    /// @param setting what log lines call it
    /// @param maker throws [ConfigException] or [VaultException] if the text can't be made
    WatchedText(String setting, List<Path> files, Supplier<String> maker) {
        this.setting = setting;
        this.files = List.copyOf(files);
        this.maker = maker;
        List<FileStamp> stamps = stamps();
        this.held = new Held(maker.get(), stamps);
        this.nextLook = System.nanoTime() + PAUSE;
    }

    String now() {
        if (System.nanoTime() - nextLook >= 0 && looking.tryLock()) {
            try {
                look();
            } finally {
                looking.unlock();
            }
        }
        return held.text();
    }

    void refresh() {
        looking.lock();
        try {
            look();
        } finally {
            looking.unlock();
        }
    }

    private void look() {
        nextLook = System.nanoTime() + PAUSE;
        // before the files are read: what changes meanwhile is seen the next time
        List<FileStamp> stamps = stamps();
        if (stamps.equals(held.stamps())) {
            return;
        }
        try {
            String text = maker.get();
            boolean changed = !text.equals(held.text());
            held = new Held(text, stamps);
            if (changed) {
                LOGGER.atInfo().addKeyValue("setting", setting).log("A secret has changed");
            }
        } catch (ConfigException | VaultException e) {
            nextLook = System.nanoTime() + PAUSE_AFTER_FAILURE;
            LOGGER.atWarn()
                    .addKeyValue("setting", setting)
                    .addKeyValue("reason", e.getMessage())
                    .log("A secret has changed and can't be read; the last one stays in use");
        }
    }

    private List<FileStamp> stamps() {
        return files.stream().map(FileStamp::of).toList();
    }
}
