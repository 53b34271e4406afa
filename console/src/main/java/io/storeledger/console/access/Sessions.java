package io.storeledger.console.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;

/// Who is signed in, in this process: a session ends when it is told to, after its time, or with
/// the process.
public final class Sessions {
    private static final int ID_BYTES = 32;
    private static final int MOST = 10_000;

    private record Session(Person person, Instant end) {}

    private final Clock clock;
    private final SecureRandom random;
    private final Duration life;
    private final ReentrantLock lock = new ReentrantLock();
    // by the id's digest: who can read memory or a dump finds no id that would let them in
    private final SequencedMap<String, Session> sessions = new LinkedHashMap<>();

    /// @param random makes the ids, which nobody may guess
    /// @param life how long a session lasts
    public Sessions(Clock clock, SecureRandom random, Duration life) {
        this.clock = clock;
        this.random = random;
        this.life = life;
    }

    /// How long a session lasts.
    public Duration life() {
        return life;
    }

    /// Begins a session.
    ///
    /// @return its id, to be kept by the browser alone
    public String begin(Person person) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        lock.lock();
        try {
            sessions.values().removeIf(session -> !session.end().isAfter(now));
            if (sessions.size() >= MOST) {
                sessions.pollFirstEntry();
            }
            sessions.put(name(id), new Session(person, now.plus(life)));
            return id;
        } finally {
            lock.unlock();
        }
    }

    /// Whose session it is, if it has not ended.
    public Optional<Person> find(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(sessions.get(name(id)))
                    .filter(session -> session.end().isAfter(clock.instant()))
                    .map(Session::person);
        } finally {
            lock.unlock();
        }
    }

    /// Ends a session.
    public void end(String id) {
        lock.lock();
        try {
            sessions.remove(name(id));
        } finally {
            lock.unlock();
        }
    }

    private static String name(String id) {
        return Base64.getEncoder().encodeToString(Secrets.digest(id));
    }
}
