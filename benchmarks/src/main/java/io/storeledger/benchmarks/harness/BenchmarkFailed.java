package io.storeledger.benchmarks.harness;

/// A benchmark could not be brought to its end; the message says why in a sentence.
public final class BenchmarkFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchmarkFailed(String message) {
        super(message);
    }
}
