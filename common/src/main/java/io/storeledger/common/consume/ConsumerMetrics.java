package io.storeledger.common.consume;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.RejectedSome;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Outcome.Skipped;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.metric.Component;
import io.storeledger.common.metric.FlowMetrics;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// What a [KeyedConsumer] counts: see [FlowMetrics].
public final class ConsumerMetrics {
    private static final String DONE = "done";
    private static final String SKIPPED = "skipped";
    private static final String REJECTED = "rejected";
    private static final String RETRY = "retry";
    private static final String HALT = "halt";

    private final MeterRegistry registry;
    private final Component component;
    private final String connection;

    /// Topics by their names on the cluster.
    private volatile Map<String, String> declared = Map.of();

    /// @param component which service it is of
    /// @param connection which configured connection it serves
    public ConsumerMetrics(MeterRegistry registry, Component component, String connection) {
        this.registry = registry;
        this.component = component;
        this.connection = connection;
    }

    /// Everything is there from now on, with 0.
    void watch(ConsumerSettings settings, KafkaConfig names, Lanes lanes, LagWatch lag) {
        declared = Topics.ALL.stream().collect(Collectors.toMap(names::nameOf, Topic::name));
        String service = component.word();
        FlowMetrics.RUNNING.of(registry, lanes, Lanes::running, service, connection);
        FlowMetrics.SLOTS.of(registry, settings, ConsumerSettings::slots, service, connection);
        FlowMetrics.PARKED.of(registry, lanes, Lanes::parked, service, connection);
        FlowMetrics.HALTED.of(
                registry, lanes, l -> l.halted().isPresent() ? 1 : 0, service, connection);
        FlowMetrics.ATTEMPTS_LOST.of(registry, service, connection);
        if (FlowMetrics.OLDEST_UNPOSTED.spec().components().contains(component)) {
            FlowMetrics.OLDEST_UNPOSTED.of(
                    registry, lag, LagWatch::oldestOrder, service, connection);
        }
        for (String topic : settings.topics()) {
            List.of(DONE, SKIPPED, REJECTED, RETRY, HALT)
                    .forEach(outcome -> count(topic, outcome, 0));
            FlowMetrics.HANDLING.of(registry, service, connection, name(topic));
            FlowMetrics.LAG.of(
                    registry, lag, l -> l.seconds(topic), service, connection, name(topic));
            FlowMetrics.LAG_RECORDS.of(
                    registry, lag, l -> l.records(topic), service, connection, name(topic));
        }
    }

    void handled(Outcome outcome, Batch batch, long nanos) {
        String topic = batch.newest().topic();
        int records = batch.records().size();
        switch (outcome) {
            case Done done -> count(topic, DONE, records);
            case Skipped(Reason reason) -> count(topic, SKIPPED, reason, records);
            case Retry(var after, Reason reason, var calls) -> count(topic, RETRY, reason, records);
            case Rejected(Reason reason) -> count(topic, REJECTED, reason, records);
            case RejectedSome(Map<String, Reason> reasons) -> {
                int done = 0;
                for (var record : batch.records()) {
                    Reason reason = reasons.get(record.key());
                    if (reason == null) {
                        done++;
                    } else {
                        count(topic, REJECTED, reason, 1);
                    }
                }
                count(topic, DONE, done);
            }
            case Halt(Reason reason, var calls) -> count(topic, HALT, reason, records);
        }
        FlowMetrics.HANDLING
                .of(registry, component.word(), connection, name(topic))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void attemptLost() {
        FlowMetrics.ATTEMPTS_LOST.of(registry, component.word(), connection).increment();
    }

    private void count(String topic, String outcome, Reason reason, int records) {
        count(topic, outcome, records);
        FlowMetrics.REASONS
                .of(registry, component.word(), connection, name(topic), outcome, reason.code())
                .increment(records);
    }

    private void count(String topic, String outcome, int records) {
        FlowMetrics.RECORDS
                .of(registry, component.word(), connection, name(topic), outcome)
                .increment(records);
    }

    private String name(String topic) {
        return declared.getOrDefault(topic, topic);
    }
}
