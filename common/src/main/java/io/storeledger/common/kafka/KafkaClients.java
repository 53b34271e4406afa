package io.storeledger.common.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeFeaturesOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Makes Kafka's clients with the properties that the pipeline's promises rest on.
public final class KafkaClients {
    private static final int ANSWER_SECONDS = 10;
    private static final int ANSWER_MILLIS = ANSWER_SECONDS * 1000;

    private final KafkaConfig config;
    private final AtomicReference<@Nullable Boolean> consumerProtocol = new AtomicReference<>();

    private final Optional<MeterRegistry> meters;

    public KafkaClients(KafkaConfig config) {
        this(config, Optional.empty());
    }

    private KafkaClients(KafkaConfig config, Optional<MeterRegistry> meters) {
        this.config = config;
        this.meters = meters;
    }

    /// The same, whose clients show their own metrics in a registry while they are open.
    public KafkaClients measuredBy(MeterRegistry registry) {
        return new KafkaClients(config, Optional.of(registry));
    }

    /// The configuration they are made from.
    public KafkaConfig config() {
        return config;
    }

    /// A producer whose sends are acknowledged by every in-sync replica and never doubled.
    ///
    /// @param tuning properties for this producer above the standard ones
    public KafkaProducer<String, byte[]> producer(String clientId, Map<String, Object> tuning) {
        Map<String, Object> all = connection(clientId);
        all.put("acks", "all");
        all.put("enable.idempotence", true);
        // A record is never held back for company: batches form by themselves under load.
        all.putIfAbsent("linger.ms", 0);
        all.putAll(tuning);
        return new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
    }

    /// A consumer of a group that commits by itself nothing.
    public KafkaConsumer<String, byte[]> consumer(String clientId, String group) {
        Map<String, Object> all = connection(clientId);
        all.put("group.id", config.groupPrefix() + group);
        all.put("enable.auto.commit", false);
        // Kafka Streams writes some topics in transactions: what was given up counts for nothing
        all.put("isolation.level", "read_committed");
        all.put("auto.offset.reset", "earliest");
        if (hasConsumerProtocol()) {
            all.put("group.protocol", "consumer");
            // partitions of one number of all topics come together: a key's records in several
            // topics, such as an order and its refunds, are handled by one instance, in order
            all.put("group.remote.assignor", "range");
        } else {
            all.put("partition.assignment.strategy", RangeAssignor.class.getName());
        }
        return new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// A consumer of no group, for reading by assignment: it commits nothing and moves no group's
    /// offsets.
    ///
    /// @param atMost how many records a poll gives
    /// @param wait how long the cluster may keep a question that it has nothing to answer to: next
    ///   to nothing for who reads what is there, longer for who follows what comes
    public KafkaConsumer<String, byte[]> reader(String clientId, int atMost, Duration wait) {
        Map<String, Object> all = connection(clientId);
        all.put("enable.auto.commit", false);
        all.put("isolation.level", "read_committed");
        // where retention has taken what was asked for, it goes on at what is left
        all.put("auto.offset.reset", "earliest");
        all.put("allow.auto.create.topics", false);
        all.put("max.poll.records", atMost);
        // a reader that is done, or goes on elsewhere, waits for its last question's answer
        all.put("fetch.max.wait.ms", Math.toIntExact(wait.toMillis()));
        return new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// An administration client.
    public Admin admin(String clientId) {
        return Admin.create(connection(clientId));
    }

    /// What a client with other serializers, or Kafka Streams, needs to connect.
    public Map<String, Object> connection(String clientId) {
        Map<String, Object> all = config.connection(clientId);
        meters.ifPresent(registry -> KafkaMeters.show(all, registry));
        return all;
    }

    /// Waits until the cluster answers.
    ///
    /// @throws KafkaUnavailableException naming the address, if it does not within ten seconds
    public void requireReachable() {
        try (Admin admin = admin("storeledger-probe")) {
            var _ =
                    admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS))
                            .nodes()
                            .get();
        } catch (ExecutionException e) {
            throw new KafkaUnavailableException(
                    config.bootstrapServers().orElse("(none)"), ANSWER_SECONDS, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for Kafka", e);
        }
    }

    /// Whether the broker speaks KIP-848, by which a rebalance moves only what it must; asked once.
    private boolean hasConsumerProtocol() {
        Boolean known = consumerProtocol.get();
        if (known == null) {
            known = askForConsumerProtocol();
            consumerProtocol.set(known);
        }
        return known;
    }

    private boolean askForConsumerProtocol() {
        try (Admin admin = admin("storeledger-features")) {
            var version =
                    admin.describeFeatures(new DescribeFeaturesOptions().timeoutMs(ANSWER_MILLIS))
                            .featureMetadata()
                            .get()
                            .finalizedFeatures()
                            .get("group.version");
            return version != null && version.maxVersionLevel() >= 1;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnsupportedVersionException) {
                return false;
            }
            throw new KafkaUnavailableException(
                    config.bootstrapServers().orElse("(none)"), ANSWER_SECONDS, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for Kafka", e);
        }
    }
}
