package io.storeledger.common.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.trace.Tracing;
import java.nio.file.Path;
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
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Makes Kafka's clients with the properties that the pipeline's promises rest on.
///
/// A client's id is `storeledger-{service}-{instance}-{part}`: quotas, the brokers' logs and
/// metrics then say who it is.
public final class KafkaClients {
    private static final int ANSWER_SECONDS = 10;
    private static final int ANSWER_MILLIS = ANSWER_SECONDS * 1000;

    private final KafkaConfig config;
    private final Tracing tracing;
    private final Optional<MeterRegistry> meters;
    private final String service;
    private final AtomicReference<@Nullable Boolean> consumerProtocol;

    /// Those of the command line, and of a process that makes no spans.
    public KafkaClients(KafkaConfig config) {
        this(config, Tracing.OFF);
    }

    /// @param tracing how work on what they read and write is traced
    public KafkaClients(KafkaConfig config, Tracing tracing) {
        this(config, tracing, Optional.empty(), "cli", new AtomicReference<>());
        TokenEndpoints.allow(config.properties());
    }

    private KafkaClients(
            KafkaConfig config,
            Tracing tracing,
            Optional<MeterRegistry> meters,
            String service,
            AtomicReference<@Nullable Boolean> consumerProtocol) {
        this.config = config;
        this.tracing = tracing;
        this.meters = meters;
        this.service = service;
        this.consumerProtocol = consumerProtocol;
    }

    /// The same, whose clients show their own metrics in a registry while they are open.
    public KafkaClients measuredBy(MeterRegistry registry) {
        return new KafkaClients(config, tracing, Optional.of(registry), service, consumerProtocol);
    }

    /// Those of a service.
    ///
    /// @param name as in metrics and log lines
    public KafkaClients forService(String name) {
        return new KafkaClients(config, tracing, meters, name, consumerProtocol);
    }

    /// The service that they are of.
    public String service() {
        return service;
    }

    /// The configuration they are made from.
    public KafkaConfig config() {
        return config;
    }

    /// How work on what they read and write is traced.
    public Tracing tracing() {
        return tracing;
    }

    /// A producer whose sends are acknowledged by every in-sync replica and never doubled.
    ///
    /// @param part what it is for, in a word: the end of its client id; so below
    /// @param tuning properties for this producer above the standard ones
    public KafkaProducer<String, byte[]> producer(String part, Map<String, Object> tuning) {
        Map<String, Object> all = connection(part);
        all.put("acks", "all");
        all.put("enable.idempotence", true);
        // A record is never held back for company: batches form by themselves under load.
        all.putIfAbsent("linger.ms", 0);
        all.putAll(tuning);
        return new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
    }

    /// A consumer of a group that commits by itself nothing.
    public KafkaConsumer<String, byte[]> consumer(String part, String group) {
        Map<String, Object> all = connection(part);
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
    public KafkaConsumer<String, byte[]> reader(String part, int atMost, Duration wait) {
        Map<String, Object> all = connection(part);
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
    public Admin admin(String part) {
        return Admin.create(connection(part));
    }

    /// What a client with other serializers, or Kafka Streams, needs to connect.
    public Map<String, Object> connection(String part) {
        Map<String, Object> all =
                config.connection(
                        "storeledger-%s-%s-%s".formatted(service, config.instance(), part));
        meters.ifPresent(registry -> KafkaMeters.show(all, registry));
        return all;
    }

    /// What an application of Kafka Streams needs: to connect, where it keeps its state, and how it
    /// makes the topics that it keeps for itself.
    ///
    /// @param application its id
    /// @param dataFolder where its state is kept between runs; one instance at a time can use it
    public Map<String, Object> streams(String part, String application, Path dataFolder) {
        Map<String, Object> all = connection(part);
        all.put("application.id", application);
        all.put("state.dir", dataFolder.resolve("streams").toString());
        // 0 leaves it to the cluster, which Kafka Streams spells -1
        int replication = config.replication() == 0 ? -1 : config.replication();
        all.put("replication.factor", Integer.toString(replication));
        return all;
    }

    /// Waits until the cluster answers.
    ///
    /// @throws KafkaUnavailableException naming the address, if it does not within ten seconds
    /// @throws RefusedException if it refuses the credentials
    public void requireReachable() {
        try (Admin admin = admin("probe")) {
            var _ =
                    admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS))
                            .nodes()
                            .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthenticationException refused) {
                throw new RefusedException(Refusal.credentials(refused));
            }
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
        try (Admin admin = admin("features")) {
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
