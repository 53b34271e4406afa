package io.storeledger.console.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.consume.Lag;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Takes what flows now, at most every two seconds however many ask; nothing if nobody does.
final class FlowSampler implements AutoCloseable {
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final double MILLIS = 1000;

    private final KafkaConfig names;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Offsets offsets;
    private final LogReader log;
    private final Services services;
    private final Latencies latencies;
    private final Rates rates = new Rates();
    private final ReentrantLock sampling = new ReentrantLock();
    private @Nullable Flow last;

    FlowSampler(KafkaClients kafka, List<URI> services, MeterRegistry metrics, Clock clock) {
        this.names = kafka.config();
        this.metrics = metrics;
        this.clock = clock;
        this.offsets = new Offsets(kafka);
        this.log = new LogReader(kafka);
        this.services = new Services(services);
        this.latencies = new Latencies(clock);
    }

    /// What snapshots and outcomes of both ways have in common.
    private record Done(
            @Nullable Instant finishedAt,
            @Nullable String result,
            @Nullable Instant receivedAt,
            @Nullable List<Cause> causedBy) {
        /// Those that can be told apart.
        List<Cause> causes() {
            return Stream.ofNullable(causedBy)
                    .flatMap(List::stream)
                    .filter(cause -> cause.topic() != null && cause.at() != null)
                    .toList();
        }
    }

    /// What flows, not older than two seconds.
    ///
    /// @throws NoAnswerException if Kafka doesn't answer
    Flow now() {
        sampling.lock();
        try {
            Flow known = last;
            if (known == null || !clock.instant().isBefore(known.at().plus(FRESH))) {
                known = sample(clock.instant());
                last = known;
            }
            return known;
        } finally {
            sampling.unlock();
        }
    }

    @Override
    public void close() {
        // Kafka's consumer is for one thread at a time
        sampling.lock();
        try {
            services.close();
            log.close();
            offsets.close();
        } finally {
            sampling.unlock();
        }
    }

    private Flow sample(Instant now) {
        Map<TopicPartition, Long> ends = offsets.ends(topics());
        Map<String, Long> sums = new HashMap<>();
        ends.forEach((partition, end) -> sums.merge(partition.topic(), end, Long::sum));
        rates.add(now, sums);
        Map<TopicPartition, Long> followed = new LinkedHashMap<>(ends);
        followed.keySet().removeIf(partition -> !isFollowed(partition.topic()));
        log.follow(followed, this::learn);
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = offsets.committed();
        List<Flow.Hop> hops = new ArrayList<>();
        for (Stage stage : Stage.ALL) {
            hops.addAll(hops(stage, committed, ends, now));
        }
        OptionalDouble oldest =
                Stage.ALL.stream()
                        .filter(Stage::toNetSuite)
                        .flatMap(stage ->
                                hops.stream().filter(hop -> hop.name().equals(stage.title())))
                        .flatMap(hop -> Stream.ofNullable(hop.lagSeconds()))
                        .mapToDouble(Double::doubleValue)
                        .max();
        var figures = new Figures();
        figures.add(metrics);
        services.pages().forEach(figures::add);
        return new Flow(
                now,
                hops,
                latencies.ofWhole().orElse(null),
                figures.stores(),
                figures.accounts(),
                oldest.isPresent() ? oldest.getAsDouble() : null);
    }

    private List<Flow.Hop> hops(
            Stage stage,
            Map<String, Map<TopicPartition, OffsetAndMetadata>> committed,
            Map<TopicPartition, Long> ends,
            Instant now) {
        List<Flow.Hop> hops = new ArrayList<>();
        committed.forEach((group, offsetsOfGroup) -> {
            Map<TopicPartition, Long> waiting = new HashMap<>();
            long lag = 0;
            boolean works = false;
            for (var entry : offsetsOfGroup.entrySet()) {
                TopicPartition partition = entry.getKey();
                if (entry.getValue() != null && isOf(stage, partition.topic())) {
                    works = true;
                    long left = Lag.of(entry.getValue(), ends.getOrDefault(partition, 0L));
                    lag += left;
                    if (left > 0) {
                        waiting.put(partition, entry.getValue().offset());
                    }
                }
            }
            if (works && group.startsWith(stage.groups())) {
                String connection = group.substring(stage.groups().length());
                hops.add(hop(stage, connection, lag, age(waiting, now)));
            }
        });
        hops.sort(Comparator.comparing(hop -> String.valueOf(hop.connection())));
        return hops.isEmpty() ? List.of(hop(stage, null, 0, null)) : hops;
    }

    /// Of a group's commit everything below is settled, so what lies at it is the oldest that is
    /// not.
    private @Nullable Double age(Map<TopicPartition, Long> waiting, Instant now) {
        return log.times(waiting).values().stream()
                .min(Comparator.naturalOrder())
                .map(oldest -> Math.max(0, Duration.between(oldest, now).toMillis() / MILLIS))
                .orElse(null);
    }

    private Flow.Hop hop(
            Stage stage, @Nullable String connection, long lag, @Nullable Double lagSeconds) {
        Optional<Flow.Span> span = latencies.of(stage);
        return new Flow.Hop(
                stage.title(),
                stage.topic().name(),
                connection,
                rates.perSecond(names.nameOf(stage.topic())).orElse(null),
                lag,
                lagSeconds,
                span.map(Flow.Span::p50Millis).orElse(null),
                span.map(Flow.Span::p99Millis).orElse(null));
    }

    /// Learns from what came of a record how long it took; a replay's times say nothing of now.
    private void learn(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null
                || EventHeaders.text(record.headers(), EventHeaders.REPLAY).isPresent()) {
            return;
        }
        Done done;
        try {
            done = Json.read(record.value(), Done.class);
        } catch (MalformedJsonException e) {
            // somebody else's record; the timelines tell of it
            return;
        }
        Instant at =
                done.finishedAt() == null
                        ? Instant.ofEpochMilli(record.timestamp())
                        : done.finishedAt();
        done.causes().forEach(cause -> learn(cause, at));
        if (record.topic().equals(names.nameOf(Topics.OUTCOMES))
                && Result.DONE.name().equals(done.result())
                && done.receivedAt() != null) {
            latencies.whole(done.receivedAt(), at);
        }
    }

    private void learn(Cause cause, Instant done) {
        for (Stage stage : Stage.ALL) {
            if (isOf(stage, cause.topic())) {
                latencies.stage(stage, cause.at(), done);
            }
        }
    }

    private List<String> topics() {
        return Stream.concat(
                        Stage.ALL.stream().map(Stage::topic),
                        Stream.of(Topics.OUTCOMES, Topics.CATALOG_OUTCOMES))
                .map(names::nameOf)
                .toList();
    }

    /// What tells how long something took: each topic but the first of the way.
    private boolean isFollowed(String topic) {
        return !isOf(Stage.WEBHOOKS, topic) && !isOf(Stage.CATALOGUE, topic);
    }

    private boolean isOf(Stage stage, String topic) {
        return names.nameOf(stage.topic()).equals(topic);
    }
}
