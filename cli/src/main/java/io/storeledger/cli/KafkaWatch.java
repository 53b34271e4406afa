package io.storeledger.cli;

import io.storeledger.common.kafka.KafkaClients;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/// Says so when Kafka does not answer while a command works with it, and when it does again:
/// Kafka's own clients wait without a word.
final class KafkaWatch implements AutoCloseable {
    private static final long BETWEEN_MILLIS = 3000;
    private static final int ANSWER_MILLIS = 4000;

    private final Admin admin;
    private final PrintWriter err;
    private final String address;
    private final String meanwhile;
    private final CountDownLatch closing = new CountDownLatch(1);

    /// @param err where it says so
    /// @param meanwhile a sentence: what becomes of the command
    KafkaWatch(KafkaClients kafka, PrintWriter err, String meanwhile) {
        this.admin = kafka.admin("storeledger-watch");
        this.err = err;
        this.address = kafka.config().bootstrapServers().orElse("(none)");
        this.meanwhile = meanwhile;
        Thread.ofPlatform().daemon().name("kafka-watch").start(this::watch);
    }

    @Override
    public void close() {
        closing.countDown();
        admin.close(Duration.ZERO);
    }

    private void watch() {
        boolean answered = true;
        try {
            while (!closing.await(BETWEEN_MILLIS, TimeUnit.MILLISECONDS)) {
                boolean answers = answers();
                if (answers != answered && closing.getCount() > 0) {
                    err.println();
                    err.println(
                            answers
                                    ? "Kafka answers again."
                                    : "Kafka does not answer at %s. %s"
                                            .formatted(address, meanwhile));
                    err.flush();
                    answered = answers;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            var _ =
                    admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS))
                            .nodes()
                            .get();
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }
}
