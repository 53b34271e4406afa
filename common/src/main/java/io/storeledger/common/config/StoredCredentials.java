package io.storeledger.common.config;

import io.storeledger.common.vault.CredentialId;
import io.storeledger.common.vault.FileStamp;
import io.storeledger.common.vault.MasterKey;
import io.storeledger.common.vault.OpenVault;
import io.storeledger.common.vault.Vault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The secrets of connections and of the console that are not in the configuration but in the
/// credentials file.
final class StoredCredentials {
    private static final Pattern OF_CONNECTION = Pattern.compile("connections\\.([^.]+)\\.(.+)");
    private static final Pattern OF_CONSOLE = Pattern.compile("console\\.(.+)");

    private record Opened(List<FileStamp> stamps, Optional<OpenVault> vault) {}

    private final Vault vault;
    private final List<Path> files;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable Opened opened;

    StoredCredentials(Vault vault) {
        this.vault = vault;
        this.files =
                vault.master() instanceof MasterKey.InFile(Path key)
                        ? List.of(vault.file(), key)
                        : List.of(vault.file());
    }

    Vault vault() {
        return vault;
    }

    /// The secret that stands in for a setting, if there is one.
    ///
    /// @param path of the setting
    /// @throws io.storeledger.common.vault.VaultException if the file can't be read or opened
    Optional<Origin> find(String path) {
        Matcher ofConnection = OF_CONNECTION.matcher(path);
        Matcher ofConsole = OF_CONSOLE.matcher(path);
        CredentialId id;
        if (ofConnection.matches()) {
            id = new CredentialId(ofConnection.group(1), ofConnection.group(2));
        } else if (ofConsole.matches()) {
            id = new CredentialId(Sections.CONSOLE, ofConsole.group(1));
        } else {
            return Optional.empty();
        }
        if (!Sections.isCredential(id.connection(), id.name())) {
            return Optional.empty();
        }
        if (vault.list().stream().noneMatch(entry -> entry.id().equals(id))) {
            return Optional.empty();
        }
        return Optional.of(new Origin.Files(new WatchedText(path, files, () -> value(id))));
    }

    private String value(CredentialId id) {
        return open().flatMap(open -> open.find(id))
                .orElseThrow(() ->
                        new ConfigException(
                                vault.file().toString(),
                                List.of(id + " has been removed; the last one stays in use.")));
    }

    /// Opened once for all secrets in it: the master key may be far away.
    private Optional<OpenVault> open() {
        opening.lock();
        try {
            List<FileStamp> now = files.stream().map(FileStamp::of).toList();
            Opened last = opened;
            if (last == null || !last.stamps().equals(now)) {
                last = new Opened(now, vault.open());
                opened = last;
            }
            return last.vault();
        } finally {
            opening.unlock();
        }
    }
}
