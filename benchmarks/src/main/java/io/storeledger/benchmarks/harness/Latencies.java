package io.storeledger.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Times that were measured, each of them.
public final class Latencies {
    private static final double NANOS_A_MILLI = 1e6;

    private final long[] nanos;

    private Latencies(long[] nanos) {
        this.nanos = nanos;
    }

    /// Sorts a copy of the times, which are in nanoseconds.
    public static Latencies of(long[] unsorted) {
        long[] sorted = unsorted.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted);
    }

    /// The time that this share of them did not exceed, in milliseconds.
    public double millis(double share) {
        if (nanos.length == 0) {
            return Double.NaN;
        }
        int index = (int) Math.ceil(share * nanos.length) - 1;
        return nanos[Math.clamp(index, 0, nanos.length - 1)] / NANOS_A_MILLI;
    }

    /// Writes them all, a line each, in microseconds.
    public void write(Path file) throws IOException {
        Files.writeString(
                file,
                Arrays.stream(nanos)
                        .mapToObj(n -> Long.toString(n / 1000))
                        .collect(Collectors.joining("\n", "", "\n")));
    }
}
