package io.storeledger.console.timeline.step;

import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.Sighting;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.console.timeline.step.Step.Kind;
import io.storeledger.console.timeline.step.Term.By;
import java.util.Optional;

/// Webhooks, what sweeps and replays tell in their place, and what sweeps see.
final class ReceivedSteps {
    private static final String SWEEPS = "/sweeps";
    private static final String BACKFILLS = "/backfills/";
    private static final String RECONCILIATIONS = "/reconciliations/";
    private static final String REFUND_SCOPE = "/refund/";

    private ReceivedSteps() {}

    static Reading webhook(LogRecord record) {
        String type = record.header(EventHeaders.CE_TYPE).orElse("of an unknown kind");
        String source = record.header(EventHeaders.CE_SOURCE).orElse("");
        String title =
                record.header(EventHeaders.REPLAY)
                        .map(id ->
                                source.endsWith(RECONCILIATIONS + id)
                                        ? "Told by a repair: " + type
                                        : "Told again by a replay: " + type)
                        .or(() -> by(source).map(who -> "Found by a %s: %s".formatted(who, type)))
                        .orElse("Webhook " + type);
        Sketch sketch =
                new Sketch(record, Kind.RECEIVED, title)
                        .fact("signedBy", record.header(EventHeaders.SIGNED_BY))
                        .fact("id", record.header(EventHeaders.CE_ID))
                        .fact("type", record.header(EventHeaders.CE_TYPE))
                        .fact("source", source)
                        .fact("time", record.header(EventHeaders.CE_TIME))
                        .fact("connection", record.header(EventHeaders.CONNECTION))
                        .fact("trace", record.traceId())
                        .ownTerm();
        if (type.contains(REFUND_SCOPE)) {
            refund(record)
                    .ifPresent(id ->
                            sketch.fact("refund", named(record, id)).term(Term.of(By.REFUND, id)));
        }
        return sketch.reading();
    }

    static Reading sighting(LogRecord record) {
        Sighting seen = Events.read(record, Sighting.class);
        String what = seen.kind().name().toLowerCase(java.util.Locale.ROOT);
        Sketch sketch =
                new Sketch(
                                record,
                                Kind.RECEIVED,
                                "Seen in the store's %s by a %s"
                                        .formatted(
                                                seen.kind().plural(),
                                                by(seen.source()).orElse("sweep")))
                        .fact("source", seen.source())
                        .fact("changed", seen.asOf())
                        .fact("connection", seen.connection())
                        .ownTerm();
        if (seen.kind() == Sighting.Kind.REFUND) {
            String id = Long.toString(seen.id());
            sketch.fact(what, named(record, id)).term(Term.of(By.REFUND, id));
        }
        return sketch.reading();
    }

    /// Which of ours told it; empty if it was the store.
    private static Optional<String> by(String source) {
        if (source.endsWith(SWEEPS)) {
            return Optional.of("sweep");
        }
        return source.contains(BACKFILLS) ? Optional.of("backfill") : Optional.empty();
    }

    /// A refund is named with its order, whose key it lies under.
    private static String named(LogRecord record, String refund) {
        return record.key().substring(record.key().lastIndexOf('/') + 1) + "/" + refund;
    }

    private static Optional<String> refund(LogRecord record) {
        try {
            long id =
                    Json.tree(Events.bytes(record))
                            .path("data")
                            .path("refund")
                            .path("refund_id")
                            .asLong(0);
            return id == 0 ? Optional.empty() : Optional.of(Long.toString(id));
        } catch (MalformedJsonException e) {
            // it was received all the same
            return Optional.empty();
        }
    }
}
