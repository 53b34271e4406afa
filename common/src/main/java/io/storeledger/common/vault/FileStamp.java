package io.storeledger.common.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/// Tells whether a file is still the one that was read, without reading it.
///
/// Links are followed: Kubernetes changes a mounted secret by turning a link to another folder.
///
/// @param key the file's identity on its disk, where the system has one
public record FileStamp(@Nullable FileTime modified, long size, @Nullable Object key) {
    private static final FileStamp ABSENT = new FileStamp(null, -1, null);

    /// The file as it is now.
    public static FileStamp of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(now.lastModifiedTime(), now.size(), now.fileKey());
        } catch (IOException e) {
            return ABSENT;
        }
    }
}
