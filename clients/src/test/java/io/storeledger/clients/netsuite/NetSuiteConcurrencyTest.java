package io.storeledger.clients.netsuite;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;

class NetSuiteConcurrencyTest {
    private static final int LIMIT = 10;
    private static final long CALL_NANOS = Duration.ofMillis(50).toNanos();

    @StartStop private final MockWebServer server = new MockWebServer();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong servedNanos = new AtomicLong();

    @Test
    void keepsARealServerBusyUpToItsLimitAndIsSeldomRefused() throws Exception {
        Account account = new Account(this::serve);
        server.setDispatcher(account);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        int calls = 600;

        long start = System.nanoTime();
        try (NetSuiteClient client = Account.client(server, meters);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> done = new ArrayList<>();
            for (int call = 0; call < calls; call++) {
                done.add(threads.submit(() -> client.create("salesOrder", Json.object())));
            }
            for (Future<String> one : done) {
                assertThat(one.get()).isEqualTo("1");
            }
        }
        double average = (double) servedNanos.get() / (System.nanoTime() - start);

        // the start from 4 included, on a machine that does other things too
        assertThat(average).isGreaterThan(LIMIT * 0.7);
        assertThat(refused.get()).isLessThan(calls / 25);
        assertThat(account.tokens()).isEqualTo(1);
        assertThat(meters.get("storeledger.netsuite.concurrency.in.flight").gauge().value())
                .isZero();
    }

    @Test
    void takesA401ThatStaysForThrottlingWhileOthersAreUnderWay() throws Exception {
        server.setDispatcher(
                new Account(_ -> {
                    int now = inFlight.incrementAndGet();
                    LockSupport.parkNanos(CALL_NANOS / 5);
                    inFlight.decrementAndGet();
                    return now > 1
                            ? Account.error(401, "INVALID_LOGIN", "Invalid login attempt.")
                            : Account.saved("1");
                }));

        List<Future<String>> done = new ArrayList<>();
        AtomicInteger unauthorized = new AtomicInteger();
        try (NetSuiteClient client = Account.client(server, new SimpleMeterRegistry());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int call = 0; call < 12; call++) {
                done.add(
                        threads.submit(() -> {
                            try {
                                return client.create("salesOrder", Json.object());
                            } catch (ApiException.Unauthorized e) {
                                unauthorized.incrementAndGet();
                                return "";
                            }
                        }));
            }
            for (Future<String> one : done) {
                one.get();
            }
        }

        assertThat(unauthorized).hasValue(0);
    }

    private MockResponse serve(RecordedRequest request) {
        int now = inFlight.incrementAndGet();
        try {
            if (now > LIMIT) {
                refused.incrementAndGet();
                return Account.error(429, "CONCURRENCY_LIMIT_EXCEEDED", "Request blocked.");
            }
            long start = System.nanoTime();
            LockSupport.parkNanos(CALL_NANOS);
            servedNanos.addAndGet(System.nanoTime() - start);
            return Account.saved("1");
        } finally {
            inFlight.decrementAndGet();
        }
    }
}
