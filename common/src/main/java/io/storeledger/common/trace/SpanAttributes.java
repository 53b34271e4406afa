package io.storeledger.common.trace;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/// What spans say: OpenTelemetry's semantic conventions, and words of our own under `storeledger.`.
///
/// A full address is not among them: its query may name a person.
///
/// See <https://opentelemetry.io/docs/specs/semconv/messaging/kafka/> and
/// <https://opentelemetry.io/docs/specs/semconv/http/http-spans/>.
public final class SpanAttributes {
    public static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");

    public static final AttributeKey<String> METHOD = stringKey("http.request.method");
    public static final AttributeKey<Long> STATUS = longKey("http.response.status_code");
    public static final AttributeKey<String> ROUTE = stringKey("http.route");
    public static final AttributeKey<String> SCHEME = stringKey("url.scheme");
    public static final AttributeKey<String> TEMPLATE = stringKey("url.template");
    public static final AttributeKey<String> SERVER = stringKey("server.address");
    public static final AttributeKey<Long> PORT = longKey("server.port");

    /// How often the request was sent before.
    public static final AttributeKey<Long> RESENT = longKey("http.request.resend_count");

    public static final AttributeKey<String> SYSTEM = stringKey("messaging.system");
    public static final AttributeKey<String> OPERATION = stringKey("messaging.operation.name");
    public static final AttributeKey<String> OPERATION_TYPE = stringKey("messaging.operation.type");
    public static final AttributeKey<String> TOPIC = stringKey("messaging.destination.name");
    public static final AttributeKey<String> PARTITION =
            stringKey("messaging.destination.partition.id");
    public static final AttributeKey<Long> OFFSET = longKey("messaging.kafka.offset");
    public static final AttributeKey<String> KEY = stringKey("messaging.kafka.message.key");
    public static final AttributeKey<String> GROUP = stringKey("messaging.consumer.group.name");
    public static final AttributeKey<Long> RECORDS = longKey("messaging.batch.message_count");

    /// The configured connection.
    public static final AttributeKey<String> CONNECTION = stringKey("storeledger.connection");

    /// Whose API was called.
    public static final AttributeKey<String> VENDOR = stringKey("storeledger.vendor");

    /// What a call was for.
    public static final AttributeKey<String> CALL = stringKey("storeledger.operation");

    /// The how-manieth attempt it is, from 1.
    public static final AttributeKey<Long> ATTEMPT = longKey("storeledger.attempt");

    /// What came of it: `done`, `skipped`, `retry`, `rejected` or `halt`.
    public static final AttributeKey<String> OUTCOME = stringKey("storeledger.outcome");

    /// Why, as a short stable word.
    public static final AttributeKey<String> REASON = stringKey("storeledger.reason");

    /// The id of the replay that it is of.
    public static final AttributeKey<String> REPLAY = stringKey("storeledger.replay");

    private SpanAttributes() {}
}
