package io.storeledger.ingress;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storeledger.common.metric.IngressMetrics;
import io.storeledger.ingress.callback.CallbackParser;
import io.storeledger.ingress.callback.Parsed;
import io.storeledger.ingress.callback.Parsed.OtherStore;
import io.storeledger.ingress.callback.Parsed.Unknown;
import io.storeledger.ingress.hooks.DeliveryExceptions;
import io.storeledger.ingress.signature.Scheme;
import io.storeledger.ingress.signature.SignedHeaders;
import io.storeledger.ingress.signature.Verdict.Accepted;
import io.storeledger.ingress.signature.Verdict.Refused;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one delivery: judges it, writes it, and only then answers 200.
final class WebhookHandler implements Handler {
    static final String CONNECTION = "connection";

    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);
    private static final int TEMPORARY = 503;

    private final Map<String, Connection> connections;
    private final WebhookLog log;
    private final WebhookRecords records;
    private final int maxBodyBytes;
    private final InFlight inFlight;
    private final Clock clock;
    private final Timer answers;
    private final Counter unknownConnections;
    private volatile boolean stopping;

    WebhookHandler(
            Map<String, Connection> connections,
            WebhookLog log,
            int maxBodyBytes,
            InFlight inFlight,
            Clock clock,
            MeterRegistry metrics) {
        this.connections = Map.copyOf(connections);
        this.log = log;
        this.records = new WebhookRecords(log.webhooksTopic(), log.deadLettersTopic(), clock);
        this.maxBodyBytes = maxBodyBytes;
        this.inFlight = inFlight;
        this.clock = clock;
        answers = IngressMetrics.ANSWER.of(metrics);
        unknownConnections = ConnectionMetrics.unknownConnection(metrics);
    }

    /// From now on every delivery is turned away.
    void stop() {
        stopping = true;
    }

    @Override
    public void handle(Context request) throws IOException {
        long start = System.nanoTime();
        Connection connection = connections.get(request.pathParam(CONNECTION));
        if (connection == null) {
            unknownConnections.increment();
            answer(request, Rejection.UNKNOWN_CONNECTION);
        } else {
            Optional<Rejection> rejection = bounded(request, connection);
            connection.metrics().answered(rejection.isEmpty());
            if (rejection.isPresent()) {
                refuse(request, connection, rejection.get());
            } else {
                // 200 says it all: no body, and no type of one
                request.res().setContentType(null);
            }
        }
        answers.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }

    private Optional<Rejection> bounded(Context request, Connection connection) {
        if (stopping) {
            return Optional.of(Rejection.STOPPING);
        }
        if (!inFlight.enter()) {
            return Optional.of(Rejection.BUSY);
        }
        try {
            byte[] body = RequestBody.read(request, maxBodyBytes);
            return body == null
                    ? Optional.of(Rejection.TOO_LARGE)
                    : judge(request::header, connection, body);
        } catch (IOException e) {
            return Optional.of(Rejection.ABORTED);
        } finally {
            inFlight.leave();
        }
    }

    private Optional<Rejection> judge(SignedHeaders headers, Connection connection, byte[] body) {
        long now = Math.floorDiv(clock.millis(), 1000L);
        return switch (connection.signatures().verify(headers, body, now)) {
            case Refused(var refusal) -> Optional.of(Rejection.of(refusal));
            case Accepted accepted -> {
                if (accepted.late()) {
                    boolean replayed = wasStored(headers, connection);
                    connection.metrics().late(replayed);
                    if (replayed) {
                        // It is in the log already. A refusal would make a genuine retry come again
                        // until the store gives up and switches the hook off.
                        yield Optional.empty();
                    }
                }
                yield store(headers, connection, body, accepted.scheme());
            }
        };
    }

    private Optional<Rejection> store(
            SignedHeaders headers, Connection connection, byte[] body, Scheme scheme) {
        return switch (CallbackParser.parse(body, connection.storeHash())) {
            case OtherStore() -> Optional.of(Rejection.OTHER_STORE);
            case Parsed.Callback callback -> {
                if (!log.write(records.event(connection, scheme, headers, body, callback))) {
                    yield Optional.of(Rejection.UNAVAILABLE);
                }
                remember(headers, connection, scheme);
                connection.metrics().accepted(scheme);
                if (DeliveryExceptions.isOne(callback.scope())) {
                    connection.exceptions().told(body);
                }
                yield Optional.empty();
            }
            case Unknown unknown -> {
                if (!log.write(records.deadLetter(connection, scheme, headers, body, unknown))) {
                    yield Optional.of(Rejection.UNAVAILABLE);
                }
                remember(headers, connection, scheme);
                connection.metrics().deadLetter(scheme);
                LOG.atWarn()
                        .addKeyValue("connection", connection.name())
                        .addKeyValue("reason", unknown.why().code())
                        .log("a signed delivery could not be placed; it is in the dead letters");
                yield Optional.empty();
            }
        };
    }

    private static boolean wasStored(SignedHeaders headers, Connection connection) {
        String id = headers.get(SignedHeaders.WEBHOOK_ID);
        return id != null && connection.seen().contains(id);
    }

    /// Only after the write: what was answered 503 must be taken when it comes again, however late.
    private static void remember(SignedHeaders headers, Connection connection, Scheme scheme) {
        String id = headers.get(SignedHeaders.WEBHOOK_ID);
        if (id != null && scheme == Scheme.STANDARD_WEBHOOKS) {
            connection.seen().add(id);
        }
    }

    private static void refuse(Context request, Connection connection, Rejection rejection)
            throws IOException {
        connection.metrics().refused(rejection);
        LOG.atDebug()
                .addKeyValue("connection", connection.name())
                .addKeyValue("reason", rejection.code())
                .log("refused a delivery");
        answer(request, rejection);
        if (rejection == Rejection.TOO_LARGE) {
            request.res().flushBuffer();
            RequestBody.discard(request);
        }
    }

    private static void answer(Context request, Rejection rejection) {
        request.status(rejection.status());
        if (rejection.status() == TEMPORARY) {
            request.header("Retry-After", "2");
        }
        request.result(rejection.sentence());
    }
}
