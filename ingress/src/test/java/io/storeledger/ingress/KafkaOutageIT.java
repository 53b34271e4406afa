package io.storeledger.ingress;

import static io.storeledger.ingress.TestIngress.SECRET;
import static io.storeledger.ingress.TestIngress.STANDARD;
import static io.storeledger.ingress.TestIngress.order;
import static io.storeledger.ingress.TestIngress.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.topic.Topics;
import io.storeledger.ingress.signature.Signing;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaOutageIT {
    @TempDir Path folder;

    @Test
    void answers503AtOnceWhileKafkaIsGoneAnd200WhenItIsBack() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        int port = portOf(broker);
        try (var ingress =
                TestIngress.start(broker.bootstrapServers(), STANDARD, Clock.systemUTC())) {
            assertThat(post(ingress, 1)).isEqualTo(200);

            broker.close();
            long start = System.nanoTime();
            assertThat(post(ingress, 2)).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(ingress.app.waitingFor()).contains("Kafka does not answer.");
            assertThat(waits(ingress, 40)).isLessThanOrEqualTo(10);

            broker = EmbeddedBroker.start(folder, port);
            await().atMost(Duration.ofSeconds(20)).until(() -> post(ingress, 3) == 200);
            assertThat(ingress.app.waitingFor()).isEmpty();
            assertThat(post(ingress, 4)).isEqualTo(200);
            assertThat(ingress.records(Topics.WEBHOOKS))
                    .extracting(record -> record.key())
                    .contains("main1/order/1", "main1/order/3", "main1/order/4");
        } finally {
            broker.close();
        }
    }

    @Test
    void takesTheLateRetryOfWhatItCouldNotStore() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        int port = portOf(broker);
        try (var ingress =
                TestIngress.start(broker.bootstrapServers(), STANDARD, Clock.systemUTC())) {
            broker.close();
            byte[] body = order("main1", 1);
            var headers = Signing.standard(SECRET, "msg_1", 1_700_000_000L, body);
            assertThat(ingress.post("main", headers, body).statusCode()).isEqualTo(503);

            broker = EmbeddedBroker.start(folder, port);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> ingress.post("main", headers, body).statusCode() == 200);
        } finally {
            broker.close();
        }
    }

    @Test
    void startsWithoutKafkaAndSaysWhatItWaitsFor() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        try (var ingress = TestIngress.startWithoutTopics(broker.bootstrapServers())) {
            assertThat(ingress.app.waitingFor().orElseThrow()).contains("There is no topic");
            assertThat(post(ingress, 1)).isEqualTo(503);
        } finally {
            broker.close();
        }
    }

    private static int portOf(EmbeddedBroker broker) {
        String address = broker.bootstrapServers();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static int post(TestIngress ingress, long order) throws Exception {
        byte[] body = order("main1", order);
        return ingress.post("main", signed(SECRET, body), body).statusCode();
    }

    /// Posts so many at once and counts those that waited; all must be answered 503.
    private static long waits(TestIngress ingress, int requests) throws Exception {
        List<Future<Duration>> answers = new ArrayList<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < requests; i++) {
                answers.add(
                        callers.submit(() -> {
                            long start = System.nanoTime();
                            assertThat(post(ingress, 5)).isEqualTo(503);
                            return Duration.ofNanos(System.nanoTime() - start);
                        }));
            }
        }
        long waited = 0;
        for (var answer : answers) {
            waited += answer.get().compareTo(Duration.ofMillis(1500)) > 0 ? 1 : 0;
        }
        return waited;
    }
}
