package io.storeledger.console.deadletter;

import io.storeledger.common.event.Act;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.deadletter.Rejection.Subject;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.log.Place;
import io.storeledger.console.log.Span;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The dead letters that nobody has redriven or dropped: what the letters' topics say less what the
/// acts say, one for each record that was rejected from a topic, however often. It holds no
/// payloads, and is kept in groups, so that looking at it is quick however many there are.
/// Thread-safe.
public final class OpenLetters {
    private static final Comparator<Letter> BY_TIME =
            Comparator.comparing(Letter::at).thenComparing(Letter::place);

    private final String acts;
    private final ReentrantLock lock = new ReentrantLock();
    private final LetterTopics topics;
    private final Map<Subject, Rejections> open = new HashMap<>();
    private final Map<Place, Subject> subjects = new HashMap<>();
    private final Map<Group, NavigableSet<Letter>> groups = new TreeMap<>(Group.ORDER);
    private final Set<Place> settledAhead = new HashSet<>();
    private final Map<TopicPartition, Long> read = new HashMap<>();

    public OpenLetters(KafkaConfig config) {
        this.acts = config.nameOf(Topics.ACTS);
        this.topics = new LetterTopics(config);
    }

    private record Group(String topic, String reasonCode) {
        static final Comparator<Group> ORDER =
                Comparator.comparing(Group::topic).thenComparing(Group::reasonCode);

        static Group of(Letter letter) {
            return new Group(letter.place().topic(), letter.reasonCode());
        }
    }

    /// What they are now, read from the log.
    public static OpenLetters read(KafkaConfig config, LogReader reader) {
        var letters = new OpenLetters(config);
        Span span = reader.all(Topics.ACTS);
        for (var topic : LetterTopics.ALL) {
            span = span.and(reader.all(topic));
        }
        reader.read(span, letters::add);
        return letters;
    }

    /// Takes in a record of one of the letters' topics, or an act.
    void add(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(acts)) {
            act(record);
        } else {
            letter(record);
        }
    }

    /// Somebody has seen to a letter, with all of its places.
    void settle(Letter letter) {
        letter.places().forEach(this::settle);
    }

    /// Somebody has seen to what lies there.
    private void settle(Place place) {
        lock.lock();
        try {
            Subject subject = subjects.remove(place);
            if (subject != null) {
                change(subject, rejections -> rejections.remove(place));
            } else if (place.offset() >= read.getOrDefault(place.topicPartition(), 0L)) {
                // its act was read before itself
                settledAhead.add(place);
            }
        } finally {
            lock.unlock();
        }
    }

    /// How many there are.
    public int count() {
        lock.lock();
        try {
            return open.size();
        } finally {
            lock.unlock();
        }
    }

    /// Gives all of them, in no order.
    void each(Consumer<Letter> taken) {
        lock.lock();
        try {
            open.values().forEach(rejections -> rejections.letter().ifPresent(taken));
        } finally {
            lock.unlock();
        }
    }

    /// All, by topic and reason.
    ///
    /// @param newest how many letters of each group are given
    public List<LetterGroup> groups(int newest) {
        lock.lock();
        try {
            return groups.entrySet().stream()
                    .map(entry -> group(entry.getKey(), entry.getValue(), newest))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /// Those that are meant, oldest first.
    public List<Letter> find(LetterFilter filter) {
        lock.lock();
        try {
            return open.values().stream()
                    .flatMap(rejections -> rejections.letter().stream())
                    .filter(filter::includes)
                    .sorted(BY_TIME)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private static LetterGroup group(Group group, NavigableSet<Letter> letters, int newest) {
        return new LetterGroup(
                group.topic(),
                group.reasonCode(),
                letters.last().reason(),
                letters.size(),
                letters.stream().map(Letter::since).min(Comparator.naturalOrder()).orElseThrow(),
                letters.last().at(),
                letters.descendingSet().stream().limit(newest).toList());
    }

    private void letter(ConsumerRecord<String, byte[]> record) {
        Rejection rejection = Rejection.of(record, topics);
        Place place = rejection.letter().place();
        lock.lock();
        try {
            Long next = read.put(place.topicPartition(), place.offset() + 1);
            if (next != null && next > place.offset()) {
                // read again after a fault: it may be settled by now
                read.put(place.topicPartition(), next);
                return;
            }
            if (!settledAhead.remove(place)) {
                subjects.put(place, rejection.subject());
                change(rejection.subject(), rejections -> rejections.add(rejection));
            }
        } finally {
            lock.unlock();
        }
    }

    /// Changes a record's rejections, and with them the letter that they are.
    private void change(Subject subject, Consumer<Rejections> change) {
        Rejections rejections = open.computeIfAbsent(subject, _ -> new Rejections());
        rejections.letter().ifPresent(this::leave);
        change.accept(rejections);
        rejections.letter().ifPresentOrElse(this::join, () -> open.remove(subject));
    }

    private void join(Letter letter) {
        groups.computeIfAbsent(Group.of(letter), _ -> new TreeSet<>(BY_TIME)).add(letter);
    }

    private void leave(Letter letter) {
        groups.computeIfPresent(
                Group.of(letter),
                (_, letters) -> {
                    letters.remove(letter);
                    return letters.isEmpty() ? null : letters;
                });
    }

    private void act(ConsumerRecord<String, byte[]> record) {
        @Nullable Act act;
        try {
            act = record.value() == null ? null : Json.read(record.value(), Act.class);
        } catch (MalformedJsonException e) {
            return;
        }
        // anybody may write anything into a topic, and it must not end the reading
        if (act == null || act.kind() == null || act.source() == null) {
            return;
        }
        switch (act.kind()) {
            case REDRIVEN, DROPPED -> settle(Place.of(act.source()));
            case REPLAYED, REPAIRED -> {}
        }
    }
}
