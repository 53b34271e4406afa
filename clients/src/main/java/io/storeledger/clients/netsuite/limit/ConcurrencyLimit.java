package io.storeledger.clients.netsuite.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.metric.VendorMetrics;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Hands out an account's slots, first come first served, as many as [LimitFinder] finds it bears.
public final class ConcurrencyLimit {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private final LimitFinder finder;
    private final Clock clock;
    private final Counter refusals;
    private long taken;

    /// @param account what the meters are tagged with
    /// @param start slots to begin with
    /// @param max slots never to exceed
    public ConcurrencyLimit(
            String account,
            int start,
            int max,
            Clock clock,
            RandomGenerator random,
            MeterRegistry meters) {
        this.finder = new LimitFinder(start, max, random);
        this.clock = clock;
        VendorMetrics.NETSUITE_LIMIT.of(meters, this, ConcurrencyLimit::limit, account);
        VendorMetrics.NETSUITE_IN_FLIGHT.of(meters, this, ConcurrencyLimit::inFlight, account);
        this.refusals = VendorMetrics.NETSUITE_REFUSALS.of(meters, account);
    }

    /// Somebody who waits for a slot; whoever frees one puts the ticket in.
    private static final class Waiter {
        final Condition turn;
        LimitFinder.@Nullable Ticket ticket;

        Waiter(Condition turn) {
            this.turn = turn;
        }
    }

    /// A slot, held for one call; close it, or the account has one less.
    public final class Slot implements AutoCloseable {
        private final LimitFinder.Ticket ticket;
        private final long number;
        private boolean left;

        /// Made under the lock.
        private Slot(LimitFinder.Ticket ticket) {
            this.ticket = ticket;
            this.number = ++taken;
        }

        /// Whether no other call has been under way beside this one.
        public boolean isAlone() {
            lock.lock();
            try {
                return ticket.height() == 1 && finder.inFlight() == 1 && number == taken;
            } finally {
                lock.unlock();
            }
        }

        /// Gives the slot back with what the call's end tells; at most once.
        public void leave(Verdict verdict) {
            if (!left) {
                left = true;
                release(ticket, verdict);
            }
        }

        /// Gives the slot back if that has not happened.
        @Override
        public void close() {
            leave(Verdict.UNKNOWN);
        }
    }

    /// Waits for a slot, as long as it takes.
    ///
    /// @throws InterruptedException if interrupted while waiting
    public Slot acquire() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (waiting.isEmpty()) {
                Optional<LimitFinder.Ticket> ticket = finder.enter(clock.millis());
                if (ticket.isPresent()) {
                    return new Slot(ticket.get());
                }
            }
            return new Slot(await());
        } finally {
            lock.unlock();
        }
    }

    private LimitFinder.Ticket await() throws InterruptedException {
        Waiter waiter = new Waiter(lock.newCondition());
        waiting.add(waiter);
        try {
            while (waiter.ticket == null) {
                waiter.turn.await();
            }
            return waiter.ticket;
        } catch (InterruptedException e) {
            waiting.remove(waiter);
            if (waiter.ticket != null) {
                finder.leave(waiter.ticket, Verdict.UNKNOWN, clock.millis());
            }
            admit();
            throw e;
        }
    }

    private void release(LimitFinder.Ticket ticket, Verdict verdict) {
        lock.lock();
        try {
            if (verdict == Verdict.REFUSED) {
                refusals.increment();
            }
            finder.leave(ticket, verdict, clock.millis());
            admit();
        } finally {
            lock.unlock();
        }
    }

    /// Lets in whoever waits longest, while there is room.
    private void admit() {
        while (!waiting.isEmpty()) {
            Optional<LimitFinder.Ticket> ticket = finder.enter(clock.millis());
            if (ticket.isEmpty()) {
                return;
            }
            Waiter first = waiting.remove();
            first.ticket = ticket.get();
            first.turn.signal();
        }
    }

    private double limit() {
        lock.lock();
        try {
            return finder.limit();
        } finally {
            lock.unlock();
        }
    }

    private double inFlight() {
        lock.lock();
        try {
            return finder.inFlight();
        } finally {
            lock.unlock();
        }
    }
}
