package io.storeledger.cli.pipeline;

import io.storeledger.catalog.CatalogConfig;
import io.storeledger.common.config.Durations;
import io.storeledger.common.config.EffectiveConfig;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.service.AdminConfig;
import io.storeledger.console.ConsoleConfig;
import io.storeledger.enricher.EnricherConfig;
import io.storeledger.ingress.IngressConfig;
import io.storeledger.writer.WriterConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The whole configuration, as one machine needs it.
///
/// @param dataFolder where the embedded broker and the services keep their data
/// @param embeddedPort the embedded broker's port, 0 for any
/// @param effective every setting with the value in effect
public record PipelineConfig(
        Path dataFolder,
        int embeddedPort,
        KafkaConfig kafka,
        AdminConfig admin,
        IngressConfig ingress,
        EnricherConfig enricher,
        WriterConfig writer,
        CatalogConfig catalog,
        ConsoleConfig console,
        EffectiveConfig effective) {
    private static final int KAFKA_PORT = 9092;

    /// Reads everything and throws every fault at once.
    ///
    /// @throws io.storeledger.common.config.ConfigException with all faults
    public static PipelineConfig read(SettingsFile file) {
        Settings root = Sections.root(file);
        if (Sections.connections(root).isEmpty()) {
            root.fault(
                    "connections",
                    "is required; describe at least one store and its NetSuite account, as"
                            + " storeledger.example.yaml does");
        }
        Settings kafka = root.section("kafka");
        var config =
                new PipelineConfig(
                        Path.of(root.string("dataFolder", "data")),
                        kafka.integer("embeddedPort", KAFKA_PORT, 0, 65535),
                        KafkaConfig.read(kafka),
                        AdminConfig.read(root.section("admin")),
                        IngressConfig.read(root),
                        EnricherConfig.read(root),
                        WriterConfig.read(root),
                        CatalogConfig.read(root),
                        ConsoleConfig.read(root),
                        file.effective());
        file.check();
        return config;
    }

    /// What may be meant otherwise though each setting is right by itself, in sentences.
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        enricher.connections()
                .forEach((name, connection) -> {
                    Optional<Duration> untold =
                            connection.sweeps().map(s -> s.interval().plus(s.margin()));
                    Optional<Duration> looked =
                            Optional.ofNullable(catalog.connections().get(name))
                                    .map(CatalogConfig.Connection::rule)
                                    .filter(rule -> rule.publish().stock())
                                    .map(rule -> rule.stock().lookBack());
                    if (untold.isPresent()
                            && looked.isPresent()
                            && untold.get().compareTo(looked.get()) > 0) {
                        notes.add(
                                "connections.%s: sweeps.interval and margin (%s) are longer than catalog.stock.lookBack (%s); what the store sells while webhooks are lost may be sold again until a sweep has found it."
                                        .formatted(
                                                name,
                                                Durations.write(untold.get()),
                                                Durations.write(looked.get())));
                    }
                });
        return List.copyOf(notes);
    }
}
