package io.storeledger.sandbox.bigcommerce.webhook;

import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.fault.Faults;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Delivers callbacks in the background: no order is kept, a failure is retried on BigCommerce's
/// schedule, and after the last retry the hook is switched off.
public final class WebhookSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

    /// Seconds before each retry, as documented; 48 h 4 min in all.
    private static final int[] RETRY_AFTER = {
        60, 180, 300, 600, 900, 1800, 3600, 7200, 21_600, 50_400, 86_400
    };

    private final HookBook hooks;
    private final WebhookSettings settings;
    private final Faults faults;
    private final Clock clock;
    private final RandomGenerator random;
    private final String clientSecret;
    private final Blocklist blocklist;
    private final DeliveryExceptions exceptions;
    private final Semaphore slots;
    private final HttpClient client;
    // One platform thread for the times; the sending itself is on virtual threads.
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("sandbox-webhooks").factory());

    private final AtomicLong events = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong retried = new AtomicLong();
    private final AtomicLong duplicated = new AtomicLong();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile SignatureScheme scheme = SignatureScheme.STANDARD_WEBHOOKS;

    /// Sends for the hooks of this book.
    public WebhookSender(
            HookBook hooks,
            String clientSecret,
            WebhookSettings settings,
            Faults faults,
            Clock clock,
            RandomGenerator random) {
        this.hooks = hooks;
        this.settings = settings;
        this.faults = faults;
        this.clock = clock;
        this.random = random;
        this.clientSecret = clientSecret;
        this.blocklist = new Blocklist(clock, settings.timeScale());
        this.exceptions = new DeliveryExceptions(clock, settings.timeScale());
        this.slots = new Semaphore(settings.concurrency());
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.timeout())
                        .executor(task ->
                                Thread.ofVirtual().name("sandbox-webhook-client").start(task))
                        .build();
    }

    /// Tells all hooks that want it of this event.
    public void send(String scope, ObjectNode data, String storeHash, long storeId) {
        long now = clock.instant().getEpochSecond();
        for (Hook hook : hooks.wanting(scope)) {
            events.incrementAndGet();
            if (faults.strikes(Fault.WEBHOOK_LOST)) {
                lost.incrementAndGet();
                continue;
            }
            Callback callback =
                    Callback.of(hook.id(), scope, data.deepCopy(), storeHash, storeId, now);
            plan(callback, settings.delay().plus(heldBack()));
            if (faults.strikes(Fault.WEBHOOK_DUPLICATE)) {
                duplicated.incrementAndGet();
                plan(callback, settings.delay().plus(heldBack()));
            }
        }
    }

    /// What became of callbacks so far.
    public WebhookCounters counters() {
        return new WebhookCounters(
                events.get(),
                sent.get(),
                delivered.get(),
                retried.get(),
                duplicated.get(),
                pending.get(),
                lost.get());
    }

    /// From now on callbacks are signed so.
    public void scheme(SignatureScheme scheme) {
        this.scheme = scheme;
    }

    /// From now on what goes wrong is told as an event: its scope and its data.
    public void tellTrouble(BiConsumer<String, ObjectNode> events) {
        exceptions.tell(events);
    }

    /// The domains that are blocked now.
    public List<BlockedDomain> blocked() {
        return blocklist.blocked();
    }

    /// Blocks this destination's domain now, as if too many callbacks had failed.
    public void block(URI destination) {
        blocklist.block(destination);
    }

    /// Forgets the block of every domain.
    public void unblock() {
        blocklist.clear();
    }

    /// Stops at once; what is undelivered stays so.
    @Override
    public void close() {
        timer.shutdownNow();
        client.shutdownNow();
        client.close();
    }

    private Duration heldBack() {
        if (!faults.strikes(Fault.WEBHOOK_REORDER)) {
            return Duration.ZERO;
        }
        return Duration.ofMillis(1 + random.nextLong(settings.reorderBy().toMillis() + 1));
    }

    private void plan(Callback callback, Duration delay) {
        pending.incrementAndGet();
        start(callback, delay);
    }

    private void start(Callback callback, Duration delay) {
        if (delay.isZero()) {
            Thread.ofVirtual().name("sandbox-webhook").start(() -> attempt(callback));
            return;
        }
        try {
            ScheduledFuture<?> _ =
                    timer.schedule(
                            () ->
                                    Thread.ofVirtual()
                                            .name("sandbox-webhook")
                                            .start(() -> attempt(callback)),
                            delay.toNanos(),
                            TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("a callback stays undelivered: the sandbox is closing");
        }
    }

    private void attempt(Callback callback) {
        Hook hook = hooks.find(callback.hookId()).filter(Hook::active).orElse(null);
        if (hook == null) {
            pending.decrementAndGet();
            lost.incrementAndGet();
            return;
        }
        Duration blocked = blocklist.left(hook.destination());
        if (!blocked.isZero()) {
            retry(callback.tried(), blocked);
            return;
        }
        try {
            slots.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        String failure;
        try {
            sent.incrementAndGet();
            if (callback.attempts() > 0) {
                retried.incrementAndGet();
            }
            failure = post(hook, callback);
        } finally {
            slots.release();
        }
        if (blocklist.record(hook.destination(), failure)) {
            exceptions.blocked(hook);
        }
        if (!failure.isEmpty() && callback.attempts() < RETRY_AFTER.length) {
            exceptions.failed(hook, failure);
        }
        if (failure.isEmpty() && !faults.strikes(Fault.WEBHOOK_ANSWER_LOST)) {
            delivered.incrementAndGet();
            pending.decrementAndGet();
        } else {
            retry(callback.tried(), Duration.ZERO);
        }
    }

    private void retry(Callback callback, Duration atLeast) {
        int tried = callback.attempts();
        if (tried > RETRY_AFTER.length) {
            hooks.find(callback.hookId()).filter(Hook::active).ifPresent(exceptions::givenUp);
            hooks.deactivate(callback.hookId());
            pending.decrementAndGet();
            lost.incrementAndGet();
            return;
        }
        long scaled =
                Math.max(1, Math.round(RETRY_AFTER[tried - 1] * 1000L * settings.timeScale()));
        Duration delay = Duration.ofMillis(scaled);
        start(callback, delay.compareTo(atLeast) > 0 ? delay : atLeast);
    }

    // What went wrong, "" if nothing did.
    private String post(Hook hook, Callback callback) {
        byte[] body = callback.body().getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(hook.destination())
                        .timeout(settings.timeout())
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "storeledger-sandbox")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        hook.headers().forEach(request::setHeader);
        String secret =
                faults.strikes(Fault.WEBHOOK_BAD_SIGNATURE) ? "not-the-secret" : clientSecret;
        scheme.headers(secret, callback.id(), clock.instant().getEpochSecond(), body)
                .forEach(request::setHeader);
        try {
            HttpResponse<Void> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.discarding());
            return response.statusCode() / 100 == 2
                    ? ""
                    : "Non-200 response received (%d)".formatted(response.statusCode());
        } catch (IOException e) {
            return "Connection failed or timed out";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "Interrupted";
        }
    }
}
