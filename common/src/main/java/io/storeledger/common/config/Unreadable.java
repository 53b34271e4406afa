package io.storeledger.common.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Why a text file that somebody named can't be read, and what to do.
public final class Unreadable {
    private Unreadable() {}

    /// As words that follow the file's name.
    public static String because(Path file, IOException fault) {
        if (Files.isDirectory(file)) {
            return "it is a folder; name a file";
        }
        return switch (fault) {
            case NoSuchFileException _ -> "there is no such file; name one that exists";
            case AccessDeniedException _ -> "this user may not read it; change its rights";
            default -> "it can't be read as text in UTF-8 (" + fault.getMessage() + ")";
        };
    }
}
