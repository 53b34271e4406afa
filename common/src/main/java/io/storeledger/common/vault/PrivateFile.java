package io.storeledger.common.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// A file that only its owner may read and that changes as a whole or not at all.
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_FILE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OF_OTHERS =
            PosixFilePermissions.fromString("---rwxrwx");
    private static final Set<PosixFilePermission> WRITTEN_BY_OTHERS =
            PosixFilePermissions.fromString("----w--w-");
    private static final int STICKY = 01000;

    private PrivateFile() {}

    /// Its content; empty if there is no such file.
    ///
    /// @throws VaultException if others may read it, if its folder is open to them, or if this user
    ///   may not read it
    public static Optional<byte[]> read(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            checkFile(file);
            checkFolder(folder(file.toRealPath()));
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new VaultException(
                    "%s can't be read by this user (%s)."
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }

    /// Writes it anew, for its owner only; whoever reads it meanwhile sees all of the old or all of
    /// the new. Makes its folder if there is none.
    ///
    /// @throws VaultException if that can't be done; the old content stands
    public static void replace(Path file, byte[] content) {
        try {
            Path real = prepare(file);
            Path next =
                    Files.createTempFile(
                            folder(real),
                            "." + real.getFileName(),
                            ".new",
                            PosixFilePermissions.asFileAttribute(OWNER_FILE));
            try {
                try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                    ByteBuffer left = ByteBuffer.wrap(content);
                    while (left.hasRemaining()) {
                        channel.write(left);
                    }
                    channel.force(true);
                }
                Files.move(next, real, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /// Where the file really is, in a folder that exists and that only its owner writes.
    static Path prepare(Path file) throws IOException {
        Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = folder(real);
        if (!Files.exists(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
        }
        checkFolder(folder);
        return real;
    }

    static VaultException unwritable(Path file, IOException e) {
        return new VaultException(
                "%s can't be written (%s); name a place where this user may write."
                        .formatted(file, e.getClass().getSimpleName()),
                e);
    }

    private static void checkFile(Path file) throws IOException {
        Set<PosixFilePermission> rights = rights(file);
        if (rights.stream().anyMatch(OF_OTHERS::contains)) {
            throw new VaultException(
                    "%s holds secrets and is open to others (%s); run chmod 600 %s, and replace the secrets if somebody may have read them."
                            .formatted(file, PosixFilePermissions.toString(rights), file));
        }
    }

    /// Who may write the folder may put another file there; not so in a sticky one like /tmp.
    private static void checkFolder(Path folder) throws IOException {
        Set<PosixFilePermission> rights = rights(folder);
        if (rights.stream().anyMatch(WRITTEN_BY_OTHERS::contains)
                && ((Integer) Files.getAttribute(folder, "unix:mode") & STICKY) == 0) {
            throw new VaultException(
                    "The folder %s holds secrets and others may write there (%s); run chmod go-w %s."
                            .formatted(folder, PosixFilePermissions.toString(rights), folder));
        }
    }

    private static Set<PosixFilePermission> rights(Path path) throws IOException {
        try {
            return Files.getPosixFilePermissions(path, new LinkOption[0]);
        } catch (UnsupportedOperationException e) {
            throw new VaultException(
                    "%s lies on a file system that knows no owners; secrets need one that does."
                            .formatted(path),
                    e);
        }
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new VaultException("\"%s\" names no file.".formatted(file));
        }
        return folder;
    }
}
