package io.storeledger.benchmarks.writer;

import io.storeledger.benchmarks.vendors.CallWatch;
import io.storeledger.sandbox.http.RequestLog.Seen;
import java.util.List;

/// What NetSuite saw of a writer while it had work.
///
/// @param records written, or settled, in that time
/// @param calls made, refused ones included
/// @param refused calls that were refused because too many were under way
/// @param failed calls that failed otherwise
/// @param seconds from the start of the first call to the end of the last
/// @param inFlight calls under way on average
record Throughput(
        int records, int calls, long refused, long failed, double seconds, double inFlight) {

    static Throughput of(int records, List<Seen> seen, long refused) {
        List<Seen> calls = seen.stream().filter(CallWatch::isWork).toList();
        long first = calls.stream().mapToLong(Seen::startNanos).min().orElse(0);
        long last = calls.stream().mapToLong(Seen::endNanos).max().orElse(1);
        long busy = calls.stream().mapToLong(call -> call.endNanos() - call.startNanos()).sum();
        long unsuccessful = calls.stream().filter(call -> !CallWatch.succeeded(call)).count();
        return new Throughput(
                records,
                calls.size(),
                refused,
                unsuccessful - refused,
                (last - first) / 1e9,
                (double) busy / (last - first));
    }

    double recordsPerSecond() {
        return records / seconds;
    }

    /// Calls that did their work.
    double callsPerSecond() {
        return (calls - refused - failed) / seconds;
    }

    double refusedPercent() {
        return 100.0 * refused / calls;
    }
}
