package io.storeledger.benchmarks.ingress;

import io.storeledger.benchmarks.harness.Child;
import io.storeledger.benchmarks.harness.Cpu;
import io.storeledger.benchmarks.harness.HttpLoad;
import io.storeledger.benchmarks.harness.HttpLoad.Outcome;
import io.storeledger.benchmarks.harness.Results;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// One of the servers that are compared, and what was measured of it.
///
/// @param name how figures name it
/// @param child its process
/// @param port where it takes callbacks
/// @param saturated rounds of the closed loop
/// @param steady rounds of the open loop
record Server(String name, Child child, int port, List<Round> saturated, List<Round> steady) {
    /// As many connections as a busy store opens.
    private static final int CONNECTIONS = 64;

    private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

    /// One stretch of load.
    ///
    /// @param cpuMicros processor time of the server's process for each request
    record Round(double cpuMicros, double perSecond, double p50, double p99, double p999) {}

    Server(String name, Child child, int port) {
        this(name, child, port, new ArrayList<>(), new ArrayList<>());
    }

    void warm(Duration flatOut, double perSecond, Duration calmly) throws InterruptedException {
        load().saturate(flatOut);
        load().steady(perSecond, calmly);
    }

    void saturate(Duration length, Results results) throws IOException, InterruptedException {
        HttpLoad load = load();
        Cpu before = child.cpu();
        Outcome outcome = load.saturate(length);
        note("saturated", saturated, outcome, child.cpu().since(before), results);
    }

    void steady(double perSecond, Duration length, Results results)
            throws IOException, InterruptedException {
        HttpLoad load = load();
        Cpu before = child.cpu();
        Outcome outcome = load.steady(perSecond, length);
        Cpu used = child.cpu().since(before);
        outcome.latencies()
                .write(results.file("%s-steady-%d.micros".formatted(name, steady.size() + 1)));
        note("steady", steady, outcome, used, results);
    }

    /// Signed anew each time: a signature is good for five minutes.
    private HttpLoad load() {
        return new HttpLoad(port, CONNECTIONS, SignedCallbacks.make(RANDOM));
    }

    private void note(String load, List<Round> rounds, Outcome outcome, Cpu used, Results results)
            throws IOException {
        var round =
                new Round(
                        (double) used.total() / Math.max(1, outcome.ok()),
                        outcome.ok() / outcome.seconds(),
                        outcome.latencies().millis(0.5),
                        outcome.latencies().millis(0.99),
                        outcome.latencies().millis(0.999));
        rounds.add(round);
        results.note(
                Map.of(
                        "server", name,
                        "load", load,
                        "ok", outcome.ok(),
                        "failed", outcome.failed(),
                        "seconds", outcome.seconds(),
                        "userMicros", used.user(),
                        "systemMicros", used.system(),
                        "round", round));
        if (outcome.failed() > 0) {
            System.err.printf("%s: %d requests failed%n", name, outcome.failed());
        }
    }
}
