package io.storeledger.benchmarks.writer;

import io.storeledger.benchmarks.vendors.CallWatch;
import io.storeledger.sandbox.http.RequestLog.Seen;
import io.storeledger.sandbox.netsuite.NetSuiteSandbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which version of which order was written when: each write is looked up right after it was done.
final class WriteWatch {
    private static final Pattern ORDER = Pattern.compile(".*/salesOrder/eid:([^?]+).*");

    private final NetSuiteSandbox account;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Write> writes = new ArrayList<>();

    /// A write that was done.
    record Write(String order, int version, long nanos) {}

    WriteWatch(NetSuiteSandbox account) {
        this.account = account;
        account.requests().watch(this::keep);
    }

    List<Write> writes() {
        lock.lock();
        try {
            return List.copyOf(writes);
        } finally {
            lock.unlock();
        }
    }

    /// How many of the writes brought an older version than one before them.
    static long olderAfterNewer(List<Write> writes) {
        Map<String, Integer> newest = new HashMap<>();
        long older = 0;
        for (Write write : writes) {
            int before = newest.getOrDefault(write.order(), 0);
            older += write.version() < before ? 1 : 0;
            newest.put(write.order(), Math.max(before, write.version()));
        }
        return older;
    }

    /// How many of the writes brought a version that had been written.
    static long again(List<Write> writes) {
        return writes.size()
                - writes.stream().map(w -> w.order() + " " + w.version()).distinct().count();
    }

    private void keep(Seen call) {
        Matcher order = ORDER.matcher(call.target());
        boolean writes = call.endpoint().startsWith("PUT") || call.endpoint().startsWith("PATCH");
        if (!writes || !CallWatch.succeeded(call) || !order.matches()) {
            return;
        }
        lock.lock();
        try {
            Optional<Integer> version =
                    account.byExternalId("salesOrder", order.group(1))
                            .map(record -> record.path("memo").asInt(0));
            this.writes.add(new Write(order.group(1), version.orElse(0), call.endNanos()));
        } finally {
            lock.unlock();
        }
    }
}
