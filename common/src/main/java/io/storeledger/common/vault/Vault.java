package io.storeledger.common.vault;

import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The credentials file: one writer at a time, any number of readers.
///
/// What it can't notice is that somebody who may write it put an older state of it back.
public final class Vault {
    /// File locks hold between processes only.
    private static final ReentrantLock WRITING = new ReentrantLock();

    private final Path file;
    private final MasterKey master;

    /// A credential without its value.
    public record Entry(CredentialId id, Instant setAt) {}

    /// @param file need not exist yet
    public Vault(Path file, MasterKey master) {
        this.file = file;
        this.master = master;
    }

    /// Where it is.
    public Path file() {
        return file;
    }

    /// What opens it.
    public MasterKey master() {
        return master;
    }

    /// What there is; needs no master key. Empty if there is no file.
    ///
    /// @throws VaultException if the file is open to others or is no credentials file
    public List<Entry> list() {
        return content().map(Sealed::secrets).orElse(List.of()).stream()
                .map(entry -> new Entry(entry.id(), entry.setAt()))
                .toList();
    }

    /// Opens it; empty if there is no file.
    ///
    /// @throws VaultException if it can't be opened
    public Optional<OpenVault> open() {
        return content().map(content -> OpenVault.open(file.toString(), content, master));
    }

    /// Changes it as a whole: all that the edit does stands afterwards, or nothing.
    ///
    /// The first change makes the file, and the master key's if that is to be in a file.
    ///
    /// @return whether a master key was made
    public boolean change(Consumer<OpenVault> edit) {
        return alone(() -> {
            boolean made = false;
            Optional<OpenVault> there = open();
            if (there.isEmpty() && master instanceof MasterKey.InFile(Path key)) {
                made = KeyFile.ensure(key);
            }
            OpenVault open =
                    there.orElseGet(() -> OpenVault.create(file.toString(), master.aead()));
            edit.accept(open);
            write(open);
            return made;
        });
    }

    /// Seals everything anew, with a new data key: under another master key if one is given, else
    /// under this one, which is made anew if it is in a file. Whoever runs and uses the file can
    /// open it all the time, unless the master key moves to another place.
    ///
    /// @throws VaultException if there is nothing to seal, or the key can't be changed from here
    public void rotate(Optional<MasterKey> to) {
        alone(() -> {
            OpenVault open =
                    open().orElseThrow(() ->
                            new VaultException("There is no %s yet.".formatted(file)));
            if (to.isPresent()) {
                if (to.get() instanceof MasterKey.InFile(Path key)) {
                    KeyFile.ensure(key);
                }
                write(open.resealed(to.get().aead()));
                return true;
            }
            switch (master) {
                case MasterKey.InFile(Path key) -> {
                    KeyFile.renew(key);
                    write(open.resealed(master.aead()));
                    KeyFile.forgetOld(key);
                }
                case MasterKey.InKms _ -> write(open.resealed(master.aead()));
                case MasterKey.InEnvironment(String name, _) ->
                        throw new VaultException(
                                "The environment variable %s can't be changed from here; put the new key into another place and name that with --to."
                                        .formatted(name));
            }
            return true;
        });
    }

    private void write(OpenVault open) {
        PrivateFile.replace(file, Json.bytes(open.sealed()));
    }

    private Optional<Sealed> content() {
        return PrivateFile.read(file).map(this::parse);
    }

    private Sealed parse(byte[] bytes) {
        try {
            Sealed content = Json.read(bytes, Sealed.class);
            if (content.format() == Sealed.FORMAT) {
                return content;
            }
        } catch (MalformedJsonException e) {
            // said below
        }
        throw new VaultException(
                "%s is no credentials file that this version of Storeledger knows."
                        .formatted(file));
    }

    private interface Work {
        boolean run();
    }

    private boolean alone(Work work) {
        WRITING.lock();
        try {
            Path real = PrivateFile.prepare(file);
            Path beside = real.resolveSibling("." + real.getFileName() + ".lock");
            var options = EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var owner =
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"));
            try (FileChannel channel = FileChannel.open(beside, options, owner);
                    FileLock _ = channel.lock()) {
                return work.run();
            }
        } catch (IOException e) {
            throw PrivateFile.unwritable(file, e);
        } finally {
            WRITING.unlock();
        }
    }

    /// Whether there is a file.
    public boolean exists() {
        return Files.exists(file);
    }
}
