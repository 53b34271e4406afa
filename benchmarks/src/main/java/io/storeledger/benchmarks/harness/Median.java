package io.storeledger.benchmarks.harness;

import java.util.List;

/// The middle of a few rounds.
public final class Median {
    private Median() {}

    /// The middle value, or the mean of the two in the middle.
    public static double of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int count = sorted.size();
        if (count == 0) {
            return Double.NaN;
        }
        return (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
    }
}
