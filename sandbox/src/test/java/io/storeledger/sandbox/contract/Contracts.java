package io.storeledger.sandbox.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the vendors' contracts: a folder beside the project, not part of it.
public final class Contracts {
    private Contracts() {}

    /// The contracts' folder; skips the test with a message where there is none.
    public static Path folder() {
        Path folder = Path.of("..", "..", "shared", "contract");
        assumeTrue(
                Files.isDirectory(folder),
                "skipped: the vendors' contracts are not at ../shared/contract");
        return folder;
    }
}
