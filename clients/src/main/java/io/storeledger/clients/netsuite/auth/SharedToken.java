package io.storeledger.clients.netsuite.auth;

import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.HttpApi;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one access token of an account, shared by all threads.
///
/// One thread at a time fetches a new one, the others go on with the old one while it lives.
public final class SharedToken {
    private static final Logger LOGGER = LoggerFactory.getLogger(SharedToken.class);

    /// After a failure: long enough that those who waited for it share it.
    private static final Duration FAILED_FOR = Duration.ofSeconds(1);

    /// How long an early renewal that failed is left alone while the old token lives.
    private static final Duration RENEW_AGAIN = Duration.ofSeconds(30);

    /// What there is now.
    private sealed interface State {
        /// Nothing: the next caller fetches.
        record None() implements State {}

        /// Somebody fetches; `old` may go on being used while it lives.
        record Fetching(@Nullable AccessToken old) implements State {}

        /// A token.
        record Held(AccessToken token) implements State {}

        /// The last fetch failed and there is nothing else.
        record Failed(ApiException failure, Instant until) implements State {}
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TokenEndpoint endpoint;
    private final Clock clock;
    private State state = new State.None();

    /// @param address of the token endpoint; also the assertion's audience
    /// @throws io.storeledger.common.config.ConfigException if the key doesn't fit the algorithm
    public SharedToken(
            HttpApi api,
            URI address,
            Credentials credentials,
            Clock clock,
            RandomGenerator random) {
        this.endpoint = new TokenEndpoint(api, address, credentials, clock, random);
        this.clock = clock;
    }

    /// A token that lives; fetches one in the caller's thread if it is time.
    ///
    /// @throws ApiException.Unauthorized if NetSuite refuses the assertion
    /// @throws ApiException.Transient if no token can be had now, or on interrupt
    public AccessToken get() {
        AccessToken held = heldOrMine();
        return held == null ? fetch() : held;
    }

    /// Says that NetSuite refused a token, so that the next caller fetches another; without effect
    /// if it has been replaced already.
    public void reject(AccessToken refused) {
        lock.lock();
        try {
            switch (state) {
                case State.Held(AccessToken token) when token.equals(refused) ->
                        state = new State.None();
                case State.Fetching(AccessToken old) when refused.equals(old) ->
                        state = new State.Fetching(null);
                case State.None _, State.Fetching _, State.Held _, State.Failed _ -> {}
            }
        } finally {
            lock.unlock();
        }
    }

    /// A token to use, or null if the caller has to fetch one.
    private @Nullable AccessToken heldOrMine() {
        lock.lock();
        try {
            while (true) {
                Instant now = clock.instant();
                switch (state) {
                    case State.Held(AccessToken token) when token.isFresh(now) -> {
                        return token;
                    }
                    case State.Held(AccessToken token) -> {
                        state = new State.Fetching(token);
                        return null;
                    }
                    case State.None _ -> {
                        state = new State.Fetching(null);
                        return null;
                    }
                    case State.Fetching(AccessToken old) when old != null && old.lives(now) -> {
                        return old;
                    }
                    case State.Fetching _ -> changed.await();
                    case State.Failed(ApiException failure, Instant until)
                            when now.isBefore(until) ->
                            throw failure;
                    case State.Failed _ -> {
                        state = new State.Fetching(null);
                        return null;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException.Transient(
                    "NetSuite token was not waited for: interrupted.", 0, null, false, e);
        } finally {
            lock.unlock();
        }
    }

    private AccessToken fetch() {
        State next = new State.None();
        try {
            AccessToken token = endpoint.fetch();
            next = new State.Held(token);
            return token;
        } catch (ApiException e) {
            AccessToken old = old();
            if (old == null) {
                next = new State.Failed(e, clock.instant().plus(FAILED_FOR));
                throw e;
            }
            LOGGER.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("Can't renew the NetSuite token; the old one still lives");
            next = new State.Held(later(old));
            return old;
        } finally {
            replace(next);
        }
    }

    private void replace(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable AccessToken old() {
        lock.lock();
        try {
            return state instanceof State.Fetching(AccessToken old)
                            && old != null
                            && old.lives(clock.instant())
                    ? old
                    : null;
        } finally {
            lock.unlock();
        }
    }

    private AccessToken later(AccessToken old) {
        return new AccessToken(old.value(), clock.instant().plus(RENEW_AGAIN), old.expiresAt());
    }
}
