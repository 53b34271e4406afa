package io.storeledger.common.consume;

import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.RejectedSome;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Outcome.Skipped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// A lane for each key, on a bounded number of slots.
///
/// A key's batches run one after another; keys run side by side as far as slots go. A key that
/// waits for its next attempt holds no slot and no thread. All state is under one lock, which is
/// never held while a handler runs.
final class Lanes implements AutoCloseable {
    private static final Outcome THREW =
            new Retry(Optional.empty(), new Reason("unexpected", "It threw."));

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lanes-timer").factory());
    private final int slots;
    private final Backoff backoff;
    private final Gathering gathering;
    private final Halts halts;
    private final RandomGenerator random;
    private final Function<Batch, Outcome> handler;
    private int running;
    private int parked;
    private boolean stopped;

    /// @param handler whatever it throws has the batch tried again, and is told to nobody but the
    ///   thread's handler of uncaught exceptions
    Lanes(ConsumerSettings settings, RandomGenerator random, Function<Batch, Outcome> handler) {
        this.slots = settings.slots();
        this.backoff = settings.backoff();
        this.gathering = settings.gathering();
        this.halts = new Halts(settings.firstPause());
        this.random = random;
        this.handler = handler;
    }

    /// Does something with the guarded state (progress of partitions) under the lock.
    void guarded(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /// Queues records behind what waits for their keys.
    void add(List<Taken> records) {
        guarded(() -> {
            for (Taken taken : records) {
                String key = gathering.lane().apply(taken.record().key());
                Lane lane = lanes.get(key);
                if (lane == null) {
                    lane = new Lane(key);
                    lanes.put(key, lane);
                    lane.add(taken);
                    queue(lane);
                } else {
                    lane.add(taken);
                }
            }
            startMore();
        });
    }

    /// Drops what waits in these partitions and waits until what runs there has ended.
    ///
    /// @return whether all of it ended in time
    boolean drain(List<PartitionProgress> leaving, Duration patience) {
        lock.lock();
        try {
            leaving.forEach(PartitionProgress::revoke);
            lanes.values().removeIf(this::dropRevoked);
            forgetHaltsOfNothing();
            long left = patience.toNanos();
            while (leaving.stream().anyMatch(PartitionProgress::isRunning) && left > 0) {
                left = ended.awaitNanos(left);
            }
            return leaving.stream().noneMatch(PartitionProgress::isRunning);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    int running() {
        return read(() -> running);
    }

    int parked() {
        return read(() -> parked);
    }

    /// Why all lanes are halted, from a first `Halt` on through each try, until the outcome of one
    /// is another; empty if they are not.
    Optional<Reason> halted() {
        return read(halts::reason);
    }

    @Override
    public void close() {
        guarded(() -> stopped = true);
        timer.shutdownNow();
        handlers.shutdownNow();
    }

    private <T> T read(Supplier<T> state) {
        lock.lock();
        try {
            return state.get();
        } finally {
            lock.unlock();
        }
    }

    /// Where nothing is left, nothing is refused.
    private void forgetHaltsOfNothing() {
        if (lanes.isEmpty()) {
            halts.over();
        }
    }

    private boolean dropRevoked(Lane lane) {
        lane.dropRevoked();
        if (!lane.isEmpty() || lane.state() == Lane.State.RUNNING) {
            return false;
        }
        switch (lane.state()) {
            case PARKED -> parked--;
            case READY -> ready.remove(lane);
            case RUNNING -> {}
        }
        return true;
    }

    private void startMore() {
        while (!stopped && running < halts.slots(slots) && !ready.isEmpty()) {
            boolean alone = halts.reason().isPresent();
            Lane lane = ready.remove();
            lane.state(Lane.State.RUNNING);
            List<Taken> batch = lane.take(gathering.atMost());
            running++;
            batch.forEach(record -> record.progress().started());
            handlers.execute(() -> run(lane, batch, alone));
        }
    }

    /// @param alone whether it is tried while all is refused
    private void run(Lane lane, List<Taken> taken, boolean alone) {
        var records = taken.stream().map(Taken::record).toList();
        Outcome outcome = THREW;
        try {
            outcome = handler.apply(new Batch(lane.key(), records, lane.failedAttempts() + 1));
        } finally {
            ended(lane, taken, outcome, alone);
        }
    }

    private void ended(Lane lane, List<Taken> taken, Outcome outcome, boolean alone) {
        guarded(() -> {
            running--;
            taken.forEach(record -> record.progress().ended());
            finish(lane, taken, outcome, alone);
            startMore();
            ended.signalAll();
        });
    }

    private void finish(Lane lane, List<Taken> taken, Outcome outcome, boolean alone) {
        if (alone && !(outcome instanceof Halt)) {
            halts.over();
        }
        switch (outcome) {
            case Done done -> settle(lane, taken);
            case Skipped skipped -> settle(lane, taken);
            case Rejected rejected -> settle(lane, taken);
            case RejectedSome some -> settle(lane, taken);
            case Retry retry -> {
                lane.failed();
                park(
                        lane,
                        taken,
                        retry.after()
                                .orElseGet(() -> backoff.after(lane.failedAttempts(), random)));
            }
            case Halt halt -> {
                lane.failed();
                if (isPutBack(lane, taken)) {
                    // the first to be tried again
                    lane.state(Lane.State.READY);
                    ready.addFirst(lane);
                }
                halts.refused(halt.reason(), alone).ifPresent(pause -> later(pause, this::goOn));
                forgetHaltsOfNothing();
            }
        }
    }

    private void goOn() {
        halts.pauseEnded();
        startMore();
    }

    private void settle(Lane lane, List<Taken> taken) {
        taken.forEach(Taken::settle);
        lane.succeeded();
        lane.dropRevoked();
        if (lane.isEmpty()) {
            lanes.remove(lane.key());
        } else {
            queue(lane);
        }
    }

    /// In line for a slot: at once, or after a wait for company.
    private void queue(Lane lane) {
        if (gathering.linger().isZero()) {
            lane.state(Lane.State.READY);
            ready.add(lane);
        } else {
            wait(lane, gathering.linger());
        }
    }

    private void park(Lane lane, List<Taken> taken, Duration wait) {
        if (isPutBack(lane, taken)) {
            wait(lane, wait);
        }
    }

    /// Puts a batch back into its lane, and gives the lane up if all of it was revoked.
    private boolean isPutBack(Lane lane, List<Taken> taken) {
        lane.putBack(taken);
        lane.dropRevoked();
        if (lane.isEmpty()) {
            lanes.remove(lane.key());
            return false;
        }
        return true;
    }

    private void wait(Lane lane, Duration wait) {
        lane.state(Lane.State.PARKED);
        parked++;
        later(
                wait,
                () -> {
                    if (lane.state() == Lane.State.PARKED && lanes.get(lane.key()) == lane) {
                        parked--;
                        lane.state(Lane.State.READY);
                        ready.add(lane);
                        startMore();
                    }
                });
    }

    private void later(Duration wait, Runnable action) {
        if (!timer.isShutdown()) {
            var ignored =
                    timer.schedule(() -> guarded(action), wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
