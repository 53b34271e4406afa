package io.storeledger.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The processor time that a process has used, from `/proc/PID/stat`.
///
/// @param user in its own code, in microseconds
/// @param system in the kernel for it, in microseconds
public record Cpu(long user, long system) {
    /// The kernel counts in hundredths of a second on every Linux that Java runs on.
    private static final long MICROS_A_TICK = 10_000;

    /// After the name, which may have blanks in it, the 12th and 13th fields (proc(5): utime 14,
    /// stime 15).
    private static final int UTIME = 11;

    /// What the process has used so far.
    public static Cpu of(long pid) {
        Path file = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String stat = Files.readString(file);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return new Cpu(
                    Long.parseLong(fields[UTIME]) * MICROS_A_TICK,
                    Long.parseLong(fields[UTIME + 1]) * MICROS_A_TICK);
        } catch (IOException e) {
            throw new BenchmarkFailed(
                    "Processor time is read from %s, which is not there; run this on Linux."
                            .formatted(file));
        }
    }

    /// What was used since an earlier reading.
    public Cpu since(Cpu before) {
        return new Cpu(user - before.user, system - before.system);
    }

    /// Both together.
    public long total() {
        return user + system;
    }
}
