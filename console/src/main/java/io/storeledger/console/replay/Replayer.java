package io.storeledger.console.replay;

import io.storeledger.common.event.Act;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.Replay;
import io.storeledger.common.event.Replay.State;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.replay.Sources.Course;
import io.storeledger.console.web.BadRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Writes records again, beside the live flow: no group's offsets are moved, what is written now is
/// not read by the same replay, and wherever it ends it can go on.
///
/// What is written is in the log before the act that tells of it, and that before the progress: a
/// crash in between writes a piece twice, which is harmless.
public final class Replayer implements AutoCloseable {
    /// Among the counts: what was written.
    public static final String WRITTEN = "replayed";

    /// Among the counts: named, but no snapshot of it was recorded.
    public static final String NOT_RECORDED = Chunk.NOT_RECORDED;

    /// An outage of the cluster ends before that, or whoever watches ends the replay.
    private static final Duration PATIENCE = Duration.ofHours(12);

    private final Sources sources;
    private final ReplayWriter writer;
    private final ReplayLog replays;
    private final Clock clock;
    private final RandomGenerator random;

    public Replayer(KafkaClients kafka, Clock clock, RandomGenerator random) {
        var reader = new LogReader(kafka, "replay-reader");
        this.sources = new Sources(reader);
        this.writer = ReplayWriter.patient(kafka, PATIENCE);
        this.replays = new ReplayLog(reader, writer);
        this.clock = clock;
        this.random = random;
    }

    /// How far a replay is.
    ///
    /// @param done how many offsets or names of it were gone through since it was begun or resumed
    /// @param total how many there were then
    /// @param counts what came of the records
    public record Progress(long done, long total, Map<String, Long> counts) {
        public Progress {
            counts = Map.copyOf(counts);
        }

        /// The share that is done, from 0 to 1.
        public double share() {
            return total == 0 ? 1 : Math.min(1, (double) done / total);
        }
    }

    /// Begins a replay: its end is fixed from now on. Nothing is written of it yet but that.
    ///
    /// @throws BadRequest if there is no such place, or the log holds nothing of what is named
    public Replay begin(ReplayRequest request, String by) {
        Instant now = clock.instant();
        Course course = sources.course(request.selection());
        var replay =
                new Replay(
                        ReplayIds.next(now, random),
                        by,
                        now,
                        RequestText.of(request),
                        State.RUNNING,
                        course.next(),
                        course.ends(),
                        Map.of(),
                        now);
        replays.save(replay);
        return replay;
    }

    /// Takes up a replay that did not come to its end.
    ///
    /// @param id empty for the newest one
    /// @throws BadRequest if there is none, or it runs
    public Replay resume(Optional<String> id) {
        Replay found = replays.toResume(id, clock.instant());
        Replay running = with(found, found.next(), found.counts(), State.RUNNING);
        replays.save(running);
        return running;
    }

    /// Runs it to its end, or until it is told to stop; returns how it then stands. While the
    /// cluster does not answer it waits.
    public Replay run(Replay replay, CountDownLatch stop, Consumer<Progress> view) {
        ReplayRequest request = RequestText.read(replay.request());
        var course = new Course(replay.next(), replay.ends());
        var rewrites = new Rewrites(replay.id(), replay.by(), request.forced(), clock);
        var pace = new Pace(request.rate());
        Replay now = replay;
        view.accept(progress(course, now));
        try (Source source = sources.open(request, course, rewrites, pace.atOnce())) {
            Optional<Chunk> chunk = source.next();
            while (chunk.isPresent()) {
                if (!pace.await(chunk.get().records().size(), stop)) {
                    return saved(with(now, now.next(), now.counts(), State.STOPPED));
                }
                write(replay, request, chunk.get().records());
                now = after(now, chunk.get());
                replays.save(now);
                view.accept(progress(course, now));
                chunk = source.next();
            }
        }
        return saved(with(now, now.next(), now.counts(), State.DONE));
    }

    @Override
    public void close() {
        writer.close();
    }

    private void write(Replay replay, ReplayRequest request, List<Rewrite> records) {
        List<Cause> written = writer.write(records);
        Instant now = clock.instant();
        List<ReplayWriter.Entry> acts = new ArrayList<>(records.size());
        for (int i = 0; i < records.size(); i++) {
            Rewrite record = records.get(i);
            acts.add(
                    new ReplayWriter.Entry(
                            record.key(),
                            new Act(
                                    replay.id(),
                                    Act.Kind.REPLAYED,
                                    replay.by(),
                                    now,
                                    request.mode(),
                                    request.forced(),
                                    record.source(),
                                    written.get(i),
                                    null)));
        }
        writer.acts(acts);
    }

    private Replay after(Replay replay, Chunk chunk) {
        Map<String, Long> counts = new HashMap<>(replay.counts());
        chunk.passed().forEach((word, count) -> counts.merge(word, count, Long::sum));
        if (!chunk.records().isEmpty()) {
            counts.merge(WRITTEN, (long) chunk.records().size(), Long::sum);
        }
        return with(replay, chunk.next(), counts, State.RUNNING);
    }

    private Replay with(
            Replay replay, Map<String, Long> next, Map<String, Long> counts, State state) {
        return new Replay(
                replay.id(),
                replay.by(),
                replay.startedAt(),
                replay.request(),
                state,
                next,
                replay.ends(),
                counts,
                clock.instant());
    }

    private Replay saved(Replay replay) {
        replays.save(replay);
        return replay;
    }

    private static Progress progress(Course course, Replay replay) {
        long left = new Course(replay.next(), replay.ends()).size();
        return new Progress(course.size() - left, course.size(), replay.counts());
    }
}
