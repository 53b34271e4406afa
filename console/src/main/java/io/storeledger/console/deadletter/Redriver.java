package io.storeledger.console.deadletter;

import io.storeledger.common.event.Act;
import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.event.Cause;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.deadletter.Plan.Ask;
import io.storeledger.console.deadletter.Plan.Refuse;
import io.storeledger.console.deadletter.Plan.Superseded;
import io.storeledger.console.deadletter.Plan.Write;
import io.storeledger.console.deadletter.RedriveResult.Line;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.log.Place;
import io.storeledger.console.log.Reading;
import io.storeledger.console.log.Span;
import io.storeledger.console.preview.Judge;
import io.storeledger.console.preview.Judgement;
import io.storeledger.console.replay.Pace;
import io.storeledger.console.replay.ReplayIds;
import io.storeledger.console.replay.ReplayWriter;
import io.storeledger.console.replay.Rewrite;
import io.storeledger.console.replay.Rewrites;
import io.storeledger.console.replay.Told;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Sends dead letters on their way again, or puts them aside. It never loses one: a letter counts
/// as seen to only when the record that it became is in the log for good; a crash in between sends
/// it twice, which is harmless. It sees only letters that were there when it began, so that what is
/// rejected again waits for the next one.
public final class Redriver implements AutoCloseable {
    private final LogReader reader;
    private final LetterTopics topics;
    private final ReplayWriter writer;
    private final Clock clock;
    private final RandomGenerator random;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    public Redriver(KafkaClients kafka, Clock clock, RandomGenerator random) {
        this.reader = new LogReader(kafka, "redrive-reader");
        this.topics = new LetterTopics(kafka.config());
        this.writer = new ReplayWriter(kafka);
        this.clock = clock;
        this.random = random;
    }

    /// A letter and what is to be done with it.
    record Planned(Letter letter, Plan plan) {}

    /// Redrives the letters that are meant, until it is told to stop.
    ///
    /// @param open those that are open, from which what is seen to is taken
    /// @param done told of the lines as they come
    public RedriveResult redrive(
            OpenLetters open,
            LetterFilter filter,
            RedriveOptions options,
            CountDownLatch stop,
            Consumer<List<Line>> done) {
        oneAtATime.lock();
        try {
            String id = ReplayIds.next(clock.instant(), random);
            List<Letter> letters = open.find(filter);
            var rewrites = new Rewrites(id, options.by(), false, clock);
            NewestChanges changes = changes(letters);
            var planner = new Planner(topics, options, filter.places(), rewrites, changes);
            var run = new Run(id, open, options, changes, rewrites);
            var pace = new Pace(options.rate());
            var tally = new Tally(done);
            tally.add(missing(filter, letters));
            each(
                    letters,
                    pace.atOnce(),
                    chunk -> {
                        if (!pace.await(chunk.size(), stop)) {
                            return false;
                        }
                        tally.add(run.carryOut(planned(planner, chunk)));
                        return true;
                    });
            return tally.result(id);
        } finally {
            oneAtATime.unlock();
        }
    }

    /// Tells what would become of each letter; nothing is written.
    ///
    /// @param judge of this dry run alone
    /// @param done told of the lines as they come
    public RedriveResult preview(
            OpenLetters open,
            LetterFilter filter,
            RedriveOptions options,
            Judge judge,
            Consumer<List<Line>> done) {
        List<Letter> letters = open.find(filter);
        var planner =
                new Planner(
                        topics,
                        options,
                        filter.places(),
                        new Rewrites("dry-run", options.by(), false, clock),
                        changes(letters));
        var tally = new Tally(done);
        tally.add(missing(filter, letters));
        var judging = new RedrivePreview(judge, tally);
        each(
                letters,
                Pace.LARGEST,
                chunk -> {
                    judging.judge(planned(planner, chunk));
                    return true;
                });
        judging.judgeAsked(reader);
        return tally.result(null);
    }

    /// Puts letters aside for good; they stay in the log.
    ///
    /// @param done told of the lines as they come
    public RedriveResult drop(
            OpenLetters open,
            LetterFilter filter,
            String by,
            @Nullable String note,
            boolean dryRun,
            Consumer<List<Line>> done) {
        List<Letter> letters = open.find(filter);
        var tally = new Tally(done);
        tally.add(missing(filter, letters));
        var dropped = Judgement.of(Judgement.DROPPED, "It is put aside and stays in the log.");
        tally.add(letters.stream().map(letter -> Line.of(letter, dropped)).toList());
        if (dryRun) {
            return tally.result(null);
        }
        String id = ReplayIds.next(clock.instant(), random);
        var act = new Act(id, Act.Kind.DROPPED, by, clock.instant(), null, false, null, null, note);
        writer.acts(letters.stream().flatMap(letter -> acts(letter, act)).toList());
        letters.forEach(open::settle);
        return tally.result(id);
    }

    @Override
    public void close() {
        writer.close();
    }

    /// The places that were named and hold no open letter.
    private static List<Line> missing(LetterFilter filter, List<Letter> letters) {
        Set<Place> missing = new TreeSet<>(filter.places());
        letters.forEach(letter -> letter.places().forEach(missing::remove));
        List<Line> lines = new ArrayList<>();
        for (Place place : missing) {
            lines.add(
                    new Line(
                            "",
                            place,
                            Judgement.REFUSED,
                            "There is no such dead letter, or it was seen to already.",
                            List.of()));
        }
        return lines;
    }

    private interface ChunkWork {
        /// @return false to stop
        boolean accept(List<Found> chunk);
    }

    private record Found(Letter letter, @Nullable ConsumerRecord<String, byte[]> record) {}

    /// Reads the letters' records, so many at once.
    private void each(List<Letter> letters, int atOnce, ChunkWork work) {
        Map<Place, Letter> wanted = new HashMap<>();
        letters.forEach(letter -> wanted.put(letter.place(), letter));
        try (Reading reading = reader.open(Span.around(wanted.keySet()), atOnce)) {
            while (!reading.isDone()) {
                List<Found> chunk = new ArrayList<>();
                for (ConsumerRecord<String, byte[]> record : reading.next()) {
                    Letter letter = wanted.remove(Place.of(record));
                    if (letter != null) {
                        chunk.add(new Found(letter, record));
                    }
                }
                if (!chunk.isEmpty() && !work.accept(chunk)) {
                    return;
                }
            }
        }
        if (!wanted.isEmpty()) {
            work.accept(wanted.values().stream().map(letter -> new Found(letter, null)).toList());
        }
    }

    private static List<Planned> planned(Planner planner, List<Found> chunk) {
        List<Planned> planned = new ArrayList<>();
        for (Found found : chunk) {
            ConsumerRecord<String, byte[]> record = found.record();
            planned.add(
                    new Planned(
                            found.letter(),
                            record == null
                                    ? new Refuse("It is in the log no longer.")
                                    : planner.plan(found.letter(), record)));
        }
        return planned;
    }

    private NewestChanges changes(List<Letter> letters) {
        Set<String> keys =
                letters.stream()
                        .filter(letter ->
                                topics.origin(letter.place().topic())
                                        .filter(origin ->
                                                origin.name().equals(Topics.CATALOG_CHANGES.name()))
                                        .isPresent())
                        .map(Letter::key)
                        .collect(Collectors.toSet());
        var changes = new NewestChanges(reader, keys);
        changes.read();
        return changes;
    }

    /// One for each rejection that a letter stands for: whoever reads the log sees all closed.
    private static Stream<ReplayWriter.Entry> acts(Letter letter, Act act) {
        return letter.causes()
                .map(source ->
                        new ReplayWriter.Entry(
                                letter.key(),
                                new Act(
                                        act.id(),
                                        act.kind(),
                                        act.by(),
                                        act.at(),
                                        act.mode(),
                                        act.forced(),
                                        source,
                                        act.written(),
                                        act.note())));
    }

    /// One redrive.
    private final class Run {
        private final String id;
        private final OpenLetters open;
        private final RedriveOptions options;
        private final NewestChanges changes;
        private final Rewrites rewrites;
        private final Map<Told, Cause> asked = new HashMap<>();

        Run(
                String id,
                OpenLetters open,
                RedriveOptions options,
                NewestChanges changes,
                Rewrites rewrites) {
            this.id = id;
            this.open = open;
            this.options = options;
            this.changes = changes;
            this.rewrites = rewrites;
        }

        List<Line> carryOut(List<Planned> chunk) {
            Map<Place, Cause> written = write(chunk);
            putNewestLast(chunk);
            List<ReplayWriter.Entry> acts = new ArrayList<>();
            List<Line> lines = new ArrayList<>();
            for (Planned one : chunk) {
                Letter letter = one.letter();
                switch (one.plan()) {
                    case Write(Rewrite _) -> {
                        done(letter, Mode.AS_RECORDED, written.get(letter.place()), null)
                                .forEach(acts::add);
                        lines.add(line(letter, Judgement.REPLAYED, "It is on its way again."));
                    }
                    case Ask(Told told, Rewrite _) -> {
                        done(letter, Mode.REFETCH, asked.get(told), null).forEach(acts::add);
                        lines.add(line(letter, Judgement.REFETCHED, "The store is asked again."));
                    }
                    case Superseded(String sentence) -> {
                        done(letter, null, null, sentence).forEach(acts::add);
                        lines.add(line(letter, Judgement.SKIPPED, sentence));
                    }
                    case Refuse(String sentence) ->
                            lines.add(line(letter, Judgement.REFUSED, sentence));
                }
            }
            writer.acts(acts);
            for (Planned one : chunk) {
                if (!(one.plan() instanceof Refuse)) {
                    open.settle(one.letter());
                }
            }
            return lines;
        }

        /// Returns where each letter's record lies now; what the store was asked is in `asked`.
        private Map<Place, Cause> write(List<Planned> chunk) {
            Map<Place, Rewrite> records = new LinkedHashMap<>();
            Map<Told, Rewrite> events = new LinkedHashMap<>();
            for (Planned one : chunk) {
                if (one.plan() instanceof Write(Rewrite record)) {
                    records.put(one.letter().place(), record);
                } else if (one.plan() instanceof Ask(Told told, Rewrite event)
                        && !asked.containsKey(told)) {
                    events.putIfAbsent(told, event);
                }
            }
            List<Rewrite> all = new ArrayList<>(records.values());
            all.addAll(events.values());
            List<Cause> causes = writer.write(all);
            Map<Place, Cause> written = new HashMap<>();
            int at = 0;
            for (Place place : records.keySet()) {
                written.put(place, causes.get(at++));
            }
            for (Told told : events.keySet()) {
                asked.put(told, causes.get(at++));
            }
            return written;
        }

        /// A newer change may have been written between the look and ours: then it is written once
        /// more, so that the newest value stands last.
        private void putNewestLast(List<Planned> chunk) {
            Set<String> keys = new HashSet<>();
            for (Planned one : chunk) {
                boolean isChange =
                        topics.origin(one.letter().place().topic())
                                .filter(origin ->
                                        origin.name().equals(Topics.CATALOG_CHANGES.name()))
                                .isPresent();
                if (isChange && !(one.plan() instanceof Refuse)) {
                    keys.add(one.letter().key());
                }
            }
            Set<Place> overtaken = overtaken(keys);
            while (!overtaken.isEmpty()) {
                List<Rewrite> again = new ArrayList<>();
                for (Place place : overtaken) {
                    reader.one(place)
                            .map(record -> rewrites.asRecorded(Topics.CATALOG_CHANGES, record))
                            .ifPresent(again::add);
                }
                writer.write(again);
                overtaken = overtaken(keys);
            }
        }

        private Set<Place> overtaken(Set<String> keys) {
            if (keys.isEmpty()) {
                return Set.of();
            }
            changes.read();
            Set<Place> places = new HashSet<>();
            keys.forEach(key -> places.addAll(changes.overtaken(key)));
            return places;
        }

        private Stream<ReplayWriter.Entry> done(
                Letter letter, @Nullable Mode mode, @Nullable Cause written, @Nullable String why) {
            return acts(
                    letter,
                    new Act(
                            id,
                            why == null ? Act.Kind.REDRIVEN : Act.Kind.DROPPED,
                            options.by(),
                            clock.instant(),
                            mode,
                            false,
                            null,
                            written,
                            options.note() == null ? why : options.note()));
        }

        private static Line line(Letter letter, String would, String sentence) {
            return Line.of(letter, Judgement.of(would, sentence));
        }
    }
}
