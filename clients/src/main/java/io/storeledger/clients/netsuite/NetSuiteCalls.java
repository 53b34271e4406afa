package io.storeledger.clients.netsuite;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.clients.http.Answer;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.HttpApi;
import io.storeledger.clients.http.Resent;
import io.storeledger.clients.netsuite.auth.AccessToken;
import io.storeledger.clients.netsuite.auth.CertificateExpiry;
import io.storeledger.clients.netsuite.auth.SharedToken;
import io.storeledger.clients.netsuite.limit.ConcurrencyLimit;
import io.storeledger.clients.netsuite.limit.Verdict;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends calls to one account: with a token, in a slot, again if they were turned away unexecuted.
final class NetSuiteCalls implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(NetSuiteCalls.class);

    /// How often a call may be turned away before its caller is told.
    static final int MOST_REFUSALS = 8;

    private static final long FIRST_PAUSE_MILLIS = 25;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final HttpApi api;
    private final SharedToken tokens;
    private final CertificateExpiry expiry;
    private final ConcurrencyLimit limit;
    private final RandomGenerator random;
    private final HttpUrl services;
    private final Clock clock;
    private volatile @Nullable Told told;

    /// The time that an answer's `Date` tells, and ours when it came.
    private record Told(String date, Instant at) {}

    NetSuiteCalls(
            NetSuiteConfig config, Clock clock, RandomGenerator random, MeterRegistry meters) {
        this.random = random;
        this.clock = clock;
        // one more for the token
        this.api =
                new HttpApi(
                        "NetSuite",
                        config.connectTimeout(),
                        config.readTimeout(),
                        config.maxConcurrency() + 1,
                        meters);
        URI token = URI.create(config.restUrl() + "/services/rest/auth/oauth2/v1/token");
        this.tokens = new SharedToken(api, token, config.credentials(), clock, random);
        this.expiry =
                new CertificateExpiry(
                        config.account(), config.credentials().certificate(), clock, meters);
        expiry.look();
        this.limit =
                new ConcurrencyLimit(
                        config.account(),
                        config.startConcurrency(),
                        config.maxConcurrency(),
                        clock,
                        random,
                        meters);
        this.services = HttpUrl.get(config.restUrl() + "/services/rest");
    }

    /// A builder of addresses below `/services/rest`.
    HttpUrl.Builder url() {
        return services.newBuilder();
    }

    /// A call that changes nothing.
    ///
    /// @throws ApiException for every answer but a 2xx
    Answer read(String operation, Request request) {
        return send(operation, request, false);
    }

    /// A call that changes something.
    ///
    /// @throws ApiException for every answer but a 2xx
    Answer write(String operation, Request request) {
        return send(operation, request, true);
    }

    /// How far NetSuite's clock is before ours; empty as long as no answer told its time.
    Optional<Duration> clockDifference() {
        Told last = told;
        if (last == null) {
            return Optional.empty();
        }
        try {
            Instant theirs = DateTimeFormatter.RFC_1123_DATE_TIME.parse(last.date(), Instant::from);
            return Optional.of(Duration.between(last.at().truncatedTo(ChronoUnit.SECONDS), theirs));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Answer send(String operation, Request request, boolean write) {
        expiry.look();
        boolean renewed = false;
        int refusals = 0;
        for (int sent = 0; ; sent++) {
            AccessToken token = tokens.get();
            Request ready = authorized(request, token, new Resent(sent));
            Attempt attempt = attempt(operation, ready, write, renewed);
            Answer answer = attempt.answer();
            switch (attempt.next()) {
                case GIVE -> {
                    return answer;
                }
                case FAIL -> throw Failures.of(operation, answer, write);
                case RENEW -> {
                    renewed = true;
                    tokens.reject(token);
                }
                case WAIT -> {
                    Duration told = answer.retryAfter().orElse(Duration.ZERO);
                    refusals++;
                    if (refusals > MOST_REFUSALS || told.toMillis() > LONGEST_PAUSE_MILLIS) {
                        throw Failures.throttled(operation, answer);
                    }
                    pause(operation, Math.max(told.toMillis(), jittered(refusals)));
                }
            }
        }
    }

    private enum Next {
        GIVE,
        FAIL,
        RENEW,
        WAIT
    }

    private record Attempt(Answer answer, Next next) {}

    /// Sends once, in a slot, and tells the limit what came of it.
    private Attempt attempt(String operation, Request request, boolean write, boolean renewed) {
        try (ConcurrencyLimit.Slot slot = limit.acquire()) {
            Answer answer = write ? api.write(operation, request) : api.read(operation, request);
            answer.header("Date").ifPresent(date -> told = new Told(date, clock.instant()));
            Next next = next(answer, renewed, slot.isAlone());
            switch (next) {
                case WAIT -> slot.leave(Verdict.REFUSED);
                case GIVE -> slot.leave(Verdict.ACCEPTED);
                // a server in trouble says nothing of how many calls it would bear
                case FAIL ->
                        slot.leave(answer.status() >= 500 ? Verdict.UNKNOWN : Verdict.ACCEPTED);
                case RENEW -> slot.leave(Verdict.UNKNOWN);
            }
            return new Attempt(answer, next);
        } catch (InterruptedException e) {
            throw interrupted(operation, e);
        }
    }

    /// A 401 that stays after the token was renewed, on a call that was not alone, is taken for
    /// throttling: an overloaded account was seen to answer INVALID_LOGIN after a stall. Each
    /// lowers the limit, so that wrong credentials soon meet a call that is alone.
    private static Next next(Answer answer, boolean renewed, boolean alone) {
        if (answer.ok()) {
            return Next.GIVE;
        }
        if (answer.status() == 401) {
            return !renewed ? Next.RENEW : alone ? Next.FAIL : Next.WAIT;
        }
        return Failures.tooMany(answer) ? Next.WAIT : Next.FAIL;
    }

    private static Request authorized(Request request, AccessToken token, Resent resent) {
        return request.newBuilder()
                .tag(Resent.class, resent)
                .header("Authorization", "Bearer " + token.value().reveal())
                .build();
    }

    /// Doubles each time; between half of it and all of it, so that callers don't come back at once
    /// together.
    private long jittered(int refusals) {
        long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << refusals);
        return pause / 2 + random.nextLong(pause / 2 + 1);
    }

    private static void pause(String operation, long millis) {
        LOGGER.atDebug()
                .addKeyValue("operation", operation)
                .addKeyValue("pauseMillis", millis)
                .log("NetSuite takes no more calls at once");
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted(operation, null);
            }
        }
    }

    private static ApiException interrupted(String operation, @Nullable InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ApiException.Transient(
                "NetSuite %s was interrupted before it was sent.".formatted(operation),
                0,
                null,
                false,
                e);
    }

    @Override
    public void close() {
        api.close();
    }
}
