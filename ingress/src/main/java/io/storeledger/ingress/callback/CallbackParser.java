package io.storeledger.ingress.callback;

import io.storeledger.common.event.RecordKey;
import io.storeledger.ingress.callback.Parsed.OtherStore;
import io.storeledger.ingress.callback.Parsed.Unknown;
import io.storeledger.ingress.callback.Parsed.Why;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Reads a callback as far as its place in the log needs.
public final class CallbackParser {
    private static final String PRODUCER = "stores/";

    /// The end of the year 9999; what is beyond is no time in seconds.
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final Map<String, Subject> SUBJECTS = new ConcurrentHashMap<>();
    private static final int MOST_SUBJECTS = 1000;

    private CallbackParser() {}

    /// Reads a body that came in for a store; never throws.
    public static Parsed parse(byte[] body, String store) {
        Envelope envelope;
        try {
            envelope = EnvelopeReader.read(body);
        } catch (JacksonException e) {
            return new Unknown(Why.NO_JSON, Optional.empty(), Optional.empty(), Optional.empty());
        }
        String producer = envelope.producer();
        if (producer != null && producer.startsWith(PRODUCER)) {
            return isOf(store, producer) ? place(envelope, store) : new OtherStore();
        }
        return unknown(Why.NO_ENVELOPE, envelope);
    }

    private static Parsed place(Envelope envelope, String store) {
        String scope = envelope.scope();
        if (scope == null) {
            return unknown(Why.NO_ENVELOPE, envelope);
        }
        return switch (subject(scope)) {
            case Subject.OneOf oneOf ->
                    callback(scope, oneOf.key(store, envelope.data()), envelope);
            case Subject.Channel(String id) ->
                    callback(
                            scope,
                            Subject.isId(id) ? new RecordKey(store, "channel", id) : null,
                            envelope);
            case Subject.MetafieldOwner owner ->
                    callback(scope, owner.key(store, envelope.data()), envelope);
            case Subject.Store() -> callback(scope, new RecordKey(store, "store", store), envelope);
            case Subject.Nothing() -> unknown(Why.UNKNOWN_SCOPE, envelope);
        };
    }

    /// A store sends a few dozen scopes, over and over.
    private static Subject subject(String scope) {
        Subject known = SUBJECTS.get(scope);
        if (known == null) {
            known = Subject.of(scope);
            if (SUBJECTS.size() < MOST_SUBJECTS) {
                SUBJECTS.put(scope, known);
            }
        }
        return known;
    }

    private static Parsed callback(String scope, @Nullable RecordKey key, Envelope envelope) {
        return key == null
                ? unknown(Why.NO_ID, envelope)
                : new Parsed.Callback(
                        scope, key, time(envelope), Optional.ofNullable(envelope.hash()));
    }

    private static Unknown unknown(Why why, Envelope envelope) {
        return new Unknown(
                why,
                Optional.ofNullable(envelope.scope()),
                time(envelope),
                Optional.ofNullable(envelope.hash()));
    }

    private static boolean isOf(String store, String producer) {
        return producer.length() == PRODUCER.length() + store.length() && producer.endsWith(store);
    }

    private static Optional<Instant> time(Envelope envelope) {
        String createdAt = envelope.createdAt();
        if (createdAt == null) {
            return Optional.empty();
        }
        try {
            long seconds = Long.parseLong(createdAt);
            return seconds > 0 && seconds <= LAST_SECOND
                    ? Optional.of(Instant.ofEpochSecond(seconds))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
