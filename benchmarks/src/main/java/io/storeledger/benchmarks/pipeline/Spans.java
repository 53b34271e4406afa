package io.storeledger.benchmarks.pipeline;

import io.storeledger.sandbox.http.RequestLog.Seen;
import java.util.Comparator;
import java.util.List;

/// Where an order's time went.
///
/// @param whole from the store's event to NetSuite's answer, in nanoseconds
/// @param ours the part of it in which no vendor worked on a call for this order
record Spans(long whole, long ours) {

    /// @param from when the store had the order
    /// @param to when NetSuite had its answer ready
    /// @param calls the calls made for the order, to either vendor
    static Spans of(long from, long to, List<Seen> calls) {
        long vendors = 0;
        long covered = from;
        List<Seen> inOrder =
                calls.stream().sorted(Comparator.comparingLong(Seen::startNanos)).toList();
        for (Seen call : inOrder) {
            long start = Math.max(call.startNanos(), covered);
            long end = Math.min(call.endNanos(), to);
            if (end > start) {
                vendors += end - start;
                covered = end;
            }
        }
        return new Spans(to - from, to - from - vendors);
    }
}
