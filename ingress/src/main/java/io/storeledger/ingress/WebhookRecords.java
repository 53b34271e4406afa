package io.storeledger.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.RecordKey;
import io.storeledger.ingress.callback.Parsed;
import io.storeledger.ingress.callback.Parsed.Unknown;
import io.storeledger.ingress.signature.Scheme;
import io.storeledger.ingress.signature.SignedHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Builds the records of deliveries: the body untouched, all else in headers.
final class WebhookRecords {
    private static final byte[] SPECVERSION = "1.0".getBytes(UTF_8);
    private static final String JSON = "application/json";

    private final String webhooks;
    private final String deadLetters;
    private final Clock clock;

    WebhookRecords(String webhooks, String deadLetters, Clock clock) {
        this.webhooks = webhooks;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /// An event, under the key of the record it belongs to.
    ProducerRecord<String, byte[]> event(
            Connection connection,
            Scheme scheme,
            SignedHeaders received,
            byte[] body,
            Parsed.Callback callback) {
        String key = callback.key().toString();
        var record = new ProducerRecord<>(webhooks, key, body);
        describe(
                record.headers(),
                connection,
                scheme,
                received,
                id(received, callback.hash(), body),
                callback.scope(),
                time(received, callback.time()),
                key);
        return record;
    }

    /// A signed delivery that could not be placed, with the reason.
    ProducerRecord<String, byte[]> deadLetter(
            Connection connection,
            Scheme scheme,
            SignedHeaders received,
            byte[] body,
            Unknown unknown) {
        String id = id(received, unknown.hash(), body);
        String key = new RecordKey(connection.storeHash(), "unknown", id).toString();
        var record = new ProducerRecord<>(deadLetters, key, body);
        describe(
                record.headers(),
                connection,
                scheme,
                received,
                id,
                unknown.scope().orElse("unknown"),
                time(received, unknown.time()),
                key);
        EventHeaders.add(record.headers(), EventHeaders.REASON_CODE, unknown.why().code());
        EventHeaders.add(record.headers(), EventHeaders.REASON, unknown.why().sentence());
        return record;
    }

    private static void describe(
            Headers headers,
            Connection connection,
            Scheme scheme,
            SignedHeaders received,
            String id,
            String type,
            Instant time,
            String key) {
        headers.add(EventHeaders.CE_SPECVERSION, SPECVERSION);
        EventHeaders.add(headers, EventHeaders.CE_ID, id);
        EventHeaders.add(headers, EventHeaders.CE_SOURCE, connection.source());
        EventHeaders.add(headers, EventHeaders.CE_TYPE, type);
        EventHeaders.add(headers, EventHeaders.CE_TIME, time.toString());
        EventHeaders.add(headers, EventHeaders.CE_SUBJECT, key);
        String contentType = received.get(EventHeaders.CONTENT_TYPE);
        EventHeaders.add(
                headers, EventHeaders.CONTENT_TYPE, contentType == null ? JSON : contentType);
        EventHeaders.add(headers, EventHeaders.CONNECTION, connection.name());
        EventHeaders.add(headers, EventHeaders.SIGNED_BY, scheme.word());
        for (String name : SignedHeaders.SIGNATURES) {
            String value = received.get(name);
            if (value != null) {
                EventHeaders.add(headers, name, value);
            }
        }
    }

    /// The delivery's own id; equal for repeated deliveries of one event.
    private static String id(SignedHeaders received, Optional<String> hash, byte[] body) {
        String webhookId = received.get(SignedHeaders.WEBHOOK_ID);
        return webhookId != null && !webhookId.isBlank()
                ? webhookId
                : hash.filter(text -> !text.isBlank()).orElseGet(() -> digest(body));
    }

    private Instant time(SignedHeaders received, Optional<Instant> createdAt) {
        return createdAt.orElseGet(() -> attempt(received.get(SignedHeaders.WEBHOOK_TIMESTAMP)));
    }

    /// The time of the delivery's attempt; now if it does not say.
    private Instant attempt(@Nullable String timestamp) {
        if (timestamp != null) {
            try {
                return Instant.ofEpochSecond(Long.parseLong(timestamp));
            } catch (NumberFormatException | DateTimeException e) {
                // no time of its own, then
            }
        }
        return clock.instant();
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
