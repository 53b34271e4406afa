package io.storeledger.sandbox.fault;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// Which faults are switched on, and how often each struck.
public final class Faults {
    private final ReentrantLock lock = new ReentrantLock();
    private final RandomGenerator random;
    private final Map<Fault, Double> probability = new EnumMap<>(Fault.class);
    private final Map<Fault, Long> next = new EnumMap<>(Fault.class);
    private final Map<Fault, LongAdder> struck = new EnumMap<>(Fault.class);
    // Read without the lock: with nothing switched on, a call must cost nothing.
    private volatile boolean any;

    /// No fault is on; `random` decides those that have a probability.
    public Faults(RandomGenerator random) {
        this.random = random;
        for (Fault fault : Fault.values()) {
            struck.put(fault, new LongAdder());
        }
    }

    /// From now on the fault strikes with this probability, 0 to 1.
    public void probability(Fault fault, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("a probability is between 0 and 1: " + value);
        }
        change(() -> probability.put(fault, value));
    }

    /// The fault strikes at its next `count` occasions.
    public void next(Fault fault, long count) {
        if (count < 0) {
            throw new IllegalArgumentException("a count is not negative: " + count);
        }
        change(() -> next.put(fault, count));
    }

    /// The fault strikes no more.
    public void off(Fault fault) {
        change(() -> {
            probability.remove(fault);
            next.remove(fault);
        });
    }

    /// Replaces all settings by those of the preset.
    public void preset(FaultPreset preset) {
        change(() -> {
            probability.clear();
            next.clear();
            probability.putAll(preset.probabilities());
        });
    }

    /// Whether the fault strikes now; counts it if so.
    public boolean strikes(Fault fault) {
        if (!any || !decide(fault)) {
            return false;
        }
        counter(fault).increment();
        return true;
    }

    /// How often the fault struck.
    public long struck(Fault fault) {
        return counter(fault).sum();
    }

    /// How often any fault struck.
    public long struck() {
        return struck.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /// Starts the counts over.
    public void forget() {
        struck.values().forEach(LongAdder::reset);
    }

    /// The setting of the fault as it is now.
    public Setting setting(Fault fault) {
        lock.lock();
        try {
            return new Setting(probability.getOrDefault(fault, 0.0), next.getOrDefault(fault, 0L));
        } finally {
            lock.unlock();
        }
    }

    /// How a fault is switched on.
    ///
    /// @param probability of striking at any occasion
    /// @param next how many occasions from now it strikes for certain
    public record Setting(double probability, long next) {}

    private boolean decide(Fault fault) {
        lock.lock();
        try {
            long left = next.getOrDefault(fault, 0L);
            if (left > 0) {
                next.put(fault, left - 1);
                return true;
            }
            double p = probability.getOrDefault(fault, 0.0);
            return p > 0 && random.nextDouble() < p;
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            any = !probability.isEmpty() || !next.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private LongAdder counter(Fault fault) {
        LongAdder counter = struck.get(fault);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + fault);
        }
        return counter;
    }
}
