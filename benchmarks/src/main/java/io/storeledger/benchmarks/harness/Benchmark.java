package io.storeledger.benchmarks.harness;

import java.io.IOException;

/// Something that is measured against a target.
public interface Benchmark {
    /// What it is called on the command line.
    String name();

    /// What it measures, in a line.
    String about();

    /// Measures, writes down everything, and gives the table.
    ///
    /// @param quick whether it only has to show that it runs
    Table run(Results results, boolean quick) throws IOException, InterruptedException;
}
