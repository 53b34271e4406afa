package io.storeledger.ingress.hooks;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.storeledger.clients.bigcommerce.HookHealth.BlockedDomain;
import io.storeledger.clients.bigcommerce.HooksClient;
import io.storeledger.clients.bigcommerce.StoreHook;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaUnavailableException;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.metric.Component;
import io.storeledger.common.service.ServiceMeters;
import io.storeledger.common.trace.SpanAttributes;
import io.storeledger.common.trace.Tracing;
import io.storeledger.common.trace.Work;
import io.storeledger.ingress.hooks.HookPlan.Create;
import io.storeledger.ingress.hooks.HookPlan.Mend;
import io.storeledger.ingress.hooks.HookPlan.Reactivate;
import io.storeledger.ingress.hooks.HookPlan.Remove;
import io.storeledger.ingress.hooks.HookPlan.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the hooks of one connection alive, on a thread of its own: at the start, on a schedule,
/// and at once when BigCommerce tells of trouble. Whatever happens to it, webhooks are taken.
///
/// Several instances do it side by side: what one has mended, the next finds in order.
public final class HooksKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HooksKeeper.class);

    /// By so much of the interval a look comes later at most, so that instances don't move in step.
    private static final double JITTER = 0.2;

    private static final Duration STOP = Duration.ofSeconds(5);

    private final String connection;
    private final HooksConfig config;
    private final String source;
    private final HooksClient client;
    private final WebhookHistory history;
    private final Gaps gaps;
    private final HookMetrics metrics;
    private final List<WantedHook> wanted;
    private final Tracing tracing;
    private final RandomGenerator random;
    private final Instant started;
    private final Alarm alarm = new Alarm();
    private final Thread thread;
    private volatile boolean closing;
    private boolean downtimeKnown;
    private boolean blocked;
    private int failures;

    /// @param source what the store's webhooks have as `ce_source`
    /// @param exceptions tells of failed deliveries
    /// @param publisher writes gaps
    public HooksKeeper(
            String connection,
            HooksConfig config,
            String source,
            DeliveryExceptions exceptions,
            KafkaClients kafka,
            Publisher publisher,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        this.connection = connection;
        this.config = config;
        this.source = source;
        this.client =
                new HooksClient(
                        config.store(),
                        clock,
                        random,
                        ServiceMeters.of(metrics, Component.INGRESS));
        this.history = new WebhookHistory(kafka);
        this.gaps = new Gaps(connection, config.store().storeHash(), publisher, clock);
        this.metrics = new HookMetrics(connection, metrics);
        this.wanted = WantedHook.of(config);
        this.tracing = kafka.tracing();
        this.random = random;
        this.started = clock.instant();
        this.metrics.expected(wanted.size());
        exceptions.listen(this::deliveriesFailed);
        thread = Thread.ofPlatform().daemon().name("hooks-" + connection).unstarted(this::run);
    }

    /// Starts looking.
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }

    private void deliveriesFailed(int code) {
        gaps.note(
                switch (code) {
                    case DeliveryExceptions.EXHAUSTED -> "hook-exhausted";
                    case DeliveryExceptions.BLOCKED -> "domain-blocked";
                    default -> "deliveries-failed";
                },
                null);
        alarm.ring();
    }

    private void run() {
        try {
            while (!closing) {
                alarm.await(look());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return how long to wait for the next look
    private Duration look() {
        try {
            Duration left = keep();
            if (failures > 0) {
                LOG.atInfo().addKeyValue("connection", connection).log("hooks are kept again");
            }
            failures = 0;
            return left.isPositive() && left.compareTo(config.interval()) < 0
                    ? left.plusSeconds(1)
                    : jittered(config.interval());
        } catch (ApiException e) {
            return failed(
                    e, e instanceof ApiException.Transient later ? later.retryAfter() : none());
        } catch (KafkaException | KafkaUnavailableException e) {
            return failed(e, none());
        }
    }

    /// In a trace of its own.
    ///
    /// @return how long our domain stays blocked
    private Duration keep() {
        Attributes of = Attributes.of(SpanAttributes.CONNECTION, connection);
        try (Work work = tracing.begin(SpanKind.INTERNAL, "keep hooks", of)) {
            try {
                noteDowntime();
                gaps.tell();
                mend();
                Duration left = watchBlocked();
                gaps.tell();
                return left;
            } catch (ApiException | KafkaException | KafkaUnavailableException e) {
                work.failed(e.getClass().getSimpleName());
                throw e;
            }
        }
    }

    private Duration failed(RuntimeException e, Optional<Duration> told) {
        failures++;
        metrics.failed();
        if (!closing) {
            LOG.atLevel(failures == 1 ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.DEBUG)
                    .addKeyValue("connection", connection)
                    .addKeyValue("attempt", failures)
                    .addKeyValue("detail", e.getMessage())
                    .log("the hooks could not be looked at; webhooks are taken all the same");
        }
        return told.orElseGet(() -> config.retry().after(failures, random));
    }

    private void noteDowntime() {
        if (downtimeKnown) {
            return;
        }
        Optional<Instant> last = history.lastBefore(started, config.store().storeHash(), source);
        downtimeKnown = true;
        boolean recent =
                last.filter(at -> !at.plus(config.downtime()).isBefore(started)).isPresent();
        if (!recent) {
            gaps.note("down", last.orElse(null));
        }
    }

    private void mend() {
        HookPlan plan = HookPlan.of(wanted, client.all());
        int active = plan.active();
        for (Step step : plan.steps()) {
            active += done(step) ? 1 : 0;
        }
        metrics.looked(active, wanted.size() - active);
    }

    /// Whether one more of the wanted hooks is in order by it.
    private boolean done(Step step) {
        try {
            return switch (step) {
                case Create(WantedHook hook) -> {
                    client.create(hook.scope(), hook.destination(), hook.revealed());
                    gaps.note("hook-missing", null);
                    log("a hook was missing and is made", hook.scope());
                    yield true;
                }
                case Reactivate(StoreHook old, WantedHook hook) -> {
                    put(old, hook);
                    metrics.reactivated();
                    gaps.note("hook-inactive", null);
                    log("a hook was switched off and is switched on again", hook.scope());
                    yield true;
                }
                case Mend(StoreHook old, WantedHook hook) -> {
                    put(old, hook);
                    log("a hook's destination or headers are put right", hook.scope());
                    yield true;
                }
                case Remove(StoreHook hook) -> {
                    client.delete(hook.id());
                    log("a hook that another one made needless is removed", hook.scope());
                    yield false;
                }
            };
        } catch (ApiException.Refused | ApiException.NotFound e) {
            LOG.atWarn()
                    .addKeyValue("connection", connection)
                    .addKeyValue("detail", e.getMessage())
                    .log("a hook could not be put right");
            return false;
        }
    }

    private void put(StoreHook old, WantedHook hook) {
        client.put(old.id(), hook.scope(), hook.destination(), hook.revealed());
    }

    /// How long our domain stays blocked. What happens meanwhile comes hours later, if at all.
    private Duration watchBlocked() {
        Duration left =
                client.health().blocked().stream()
                        .filter(this::isOurs)
                        .map(BlockedDomain::left)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
        metrics.blocked(left);
        if (left.isPositive() != blocked) {
            blocked = left.isPositive();
            gaps.note(blocked ? "domain-blocked" : "domain-unblocked", null);
        }
        return left;
    }

    private boolean isOurs(BlockedDomain domain) {
        String name = domain.destination().replaceFirst("^[a-z]+://", "").replaceFirst("/.*$", "");
        return name.equalsIgnoreCase(config.destination().getHost())
                || name.equalsIgnoreCase(config.destination().getAuthority());
    }

    private Duration jittered(Duration interval) {
        long millis = interval.toMillis();
        return Duration.ofMillis(millis + (long) (millis * JITTER * random.nextDouble()));
    }

    private void log(String what, String scope) {
        LOG.atInfo().addKeyValue("connection", connection).addKeyValue("detail", scope).log(what);
    }

    private static Optional<Duration> none() {
        return Optional.empty();
    }
}
