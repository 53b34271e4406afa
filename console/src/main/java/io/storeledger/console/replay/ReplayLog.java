package io.storeledger.console.replay;

import io.storeledger.common.event.Replay;
import io.storeledger.common.event.Replay.State;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.web.BadRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The replays that were begun, and how far they are.
final class ReplayLog {
    /// A replay that runs says so every second or so.
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final LogReader reader;
    private final ReplayWriter writer;

    ReplayLog(LogReader reader, ReplayWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    void save(Replay replay) {
        writer.progress(replay);
    }

    /// The replay to go on with.
    ///
    /// @param id empty for the newest that did not come to its end
    /// @throws BadRequest if there is none, or it runs
    Replay toResume(Optional<String> id, Instant now) {
        Map<String, Replay> all = new TreeMap<>();
        reader.read(
                reader.all(Topics.REPLAYS),
                record -> {
                    if (record.value() != null) {
                        all.put(record.key(), Json.read(record.value(), Replay.class));
                    }
                });
        Replay found =
                id.isPresent()
                        ? Optional.ofNullable(all.get(id.get()))
                                .orElseThrow(() ->
                                        new BadRequest(
                                                "There is no replay %s.".formatted(id.get())))
                        : all.values().stream()
                                .filter(replay -> replay.state() != State.DONE)
                                .max(Comparator.comparing(Replay::at))
                                .orElseThrow(() ->
                                        new BadRequest(
                                                "There is no replay to resume: all of them came to"
                                                        + " their end."));
        if (found.state() == State.DONE) {
            throw new BadRequest(
                    "The replay %s came to its end at %s.".formatted(found.id(), found.at()));
        }
        if (found.state() == State.RUNNING && found.at().plus(SILENCE).isAfter(now)) {
            throw new BadRequest(
                    ("The replay %s runs: it was heard of at %s. If it was killed, try again in %d"
                                    + " s.")
                            .formatted(found.id(), found.at(), SILENCE.toSeconds()));
        }
        return found;
    }
}
