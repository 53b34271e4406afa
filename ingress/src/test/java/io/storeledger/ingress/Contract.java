package io.storeledger.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The vendor's own examples, which lie beside the project and not in it; tests skip without them.
public final class Contract {
    private static final Path EXAMPLES = Path.of("../../shared/contract/bigcommerce/examples");

    private Contract() {}

    /// The JSON files of a folder.
    public static List<Path> files(String folder) throws IOException {
        Path path = EXAMPLES.resolve(folder);
        assumeTrue(Files.isDirectory(path), "the vendor's examples are not here: " + path);
        try (var files = Files.list(path)) {
            var all = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
            assertThat(all).isNotEmpty();
            return all;
        }
    }
}
