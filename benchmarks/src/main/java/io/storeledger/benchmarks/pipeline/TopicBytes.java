package io.storeledger.benchmarks.pipeline;

import io.storeledger.benchmarks.harness.BenchmarkFailed;
import io.storeledger.benchmarks.harness.Table;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;

/// How many bytes the topics take on a broker of one node.
///
/// @param byTopic the log's segments, without their indexes; Kafka's own topics are left out
record TopicBytes(Map<String, Long> byTopic) {
    TopicBytes {
        byTopic = new TreeMap<>(byTopic);
    }

    /// As they are now.
    static TopicBytes at(String bootstrapServers) throws InterruptedException {
        Map<String, Object> properties =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(properties)) {
            var nodes = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
            Map<String, Long> bytes = new TreeMap<>();
            admin.describeLogDirs(nodes).allDescriptions().get().values().stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> !replica.getKey().topic().startsWith("_"))
                    .forEach(replica ->
                            bytes.merge(
                                    replica.getKey().topic(),
                                    replica.getValue().size(),
                                    Long::sum));
            return new TopicBytes(bytes);
        } catch (ExecutionException e) {
            throw new BenchmarkFailed(
                    "Kafka does not say how large its topics are: " + e.getCause());
        }
    }

    /// What came since.
    TopicBytes since(TopicBytes before) {
        Map<String, Long> grown = new TreeMap<>();
        byTopic.forEach(
                (topic, bytes) -> grown.put(topic, bytes - before.byTopic.getOrDefault(topic, 0L)));
        return new TopicBytes(grown);
    }

    /// Adds the bytes an order of each topic that has any.
    void addTo(Table table, int orders) {
        byTopic.forEach((topic, bytes) -> {
            if (bytes >= orders) {
                table.figure("bytes an order in " + topic, Table.number((double) bytes / orders));
            }
        });
    }
}
