package io.storeledger.common.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file of a master key.
///
/// While the key is changed it holds two lines, the new key and the old one: whoever opens the
/// credentials at that time can do so whether they are sealed anew yet or not, and so can we after
/// a crash.
final class KeyFile {
    private KeyFile() {}

    static String read(Path file) {
        return PrivateFile.read(file)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() ->
                        new VaultException(
                                "The credentials' master key should be in %s, which is not there; the credentials can't be opened without it."
                                        .formatted(file)));
    }

    /// Makes a key if there is no such file.
    ///
    /// @return whether there was none
    static boolean ensure(Path file) {
        if (Files.exists(file)) {
            return false;
        }
        write(file, RawKeys.generate());
        return true;
    }

    /// Puts a new key before those that are there.
    static void renew(Path file) {
        String first = read(file).strip();
        write(file, RawKeys.generate() + "\n" + first);
    }

    /// Forgets all keys but the first.
    static void forgetOld(Path file) {
        write(file, read(file).strip().split("[\\s,]+", -1)[0]);
    }

    private static void write(Path file, String keys) {
        PrivateFile.replace(file, (keys + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
