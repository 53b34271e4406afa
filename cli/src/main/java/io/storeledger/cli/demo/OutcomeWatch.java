package io.storeledger.cli.demo;

import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/// Counts what the writer wrote down, and how long it took.
final class OutcomeWatch implements AutoCloseable {
    private final TopicWatch watch;
    private final ReentrantLock lock = new ReentrantLock();
    private long[] millis = new long[1024];
    private int done;
    private int skipped;
    private int rejected;

    OutcomeWatch(KafkaClients kafka) {
        watch =
                new TopicWatch(
                        kafka,
                        Topics.OUTCOMES,
                        value -> count(Json.read(value, WriteOutcome.class)));
    }

    int skipped() {
        return skipped;
    }

    int rejected() {
        return rejected;
    }

    /// The time from a webhook's arrival to NetSuite's answer that this share of the orders met, in
    /// milliseconds; 0 while there are none.
    long percentile(double share) {
        lock.lock();
        try {
            if (done == 0) {
                return 0;
            }
            long[] sorted = Arrays.copyOf(millis, done);
            Arrays.sort(sorted);
            return sorted[(int) Math.min(done - 1, Math.floor(share * done))];
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        watch.close();
    }

    private void count(WriteOutcome outcome) {
        lock.lock();
        try {
            switch (outcome.result()) {
                case DONE -> {
                    if (outcome.receivedAt() != null) {
                        if (done == millis.length) {
                            millis = Arrays.copyOf(millis, done * 2);
                        }
                        millis[done++] =
                                Duration.between(outcome.receivedAt(), outcome.finishedAt())
                                        .toMillis();
                    }
                }
                case SKIPPED -> skipped++;
                case REJECTED -> rejected++;
            }
        } finally {
            lock.unlock();
        }
    }
}
