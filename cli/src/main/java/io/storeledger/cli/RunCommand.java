package io.storeledger.cli;

import io.storeledger.cli.pipeline.Pipeline;
import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.common.config.ConfigWatch;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.service.BrokenEnd;
import io.storeledger.common.service.GracefulStop;
import io.storeledger.common.service.ServiceMain;
import io.storeledger.common.service.Telemetry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `storeledger run`: the pipeline against real systems.
@Command(
        name = "run",
        description = {
            "Runs the whole pipeline in one process against the systems that the configuration"
                    + " names.",
            "Without --kafka or kafka.bootstrapServers it embeds a broker that keeps its data in"
                    + " the data folder; a restart, also after kill -9, goes on where it was."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the configuration (default: ${DEFAULT-VALUE})")
    private Path config = Path.of("storeledger.yaml");

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "a cluster to use instead of the embedded broker")
    private @Nullable String kafka;

    @Override
    public Integer call() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        if (kafka != null) {
            environment.put("STORELEDGER_KAFKA_BOOTSTRAPSERVERS", kafka);
        }
        SettingsFile file = SettingsFile.load(config, environment);
        var settings = PipelineConfig.read(file);
        var metrics = ServiceMain.registry();
        var telemetry = Telemetry.of("storeledger", environment);
        var pipeline =
                new Pipeline(
                        settings,
                        Clock.systemUTC(),
                        RandomGenerator.getDefault(),
                        metrics,
                        telemetry.tracing());
        var watch = new ConfigWatch(file, () -> reread(environment), metrics);
        System.out.printf(
                "Storeledger runs. Console: port %d. Webhooks: port %d, POST /webhooks/%s. Metrics"
                        + " and health: port %d. Kafka: %s. Ctrl-C stops it.%n",
                pipeline.consolePort(),
                pipeline.webhookPort(),
                String.join("|", settings.writer().connections().keySet()),
                pipeline.adminPort(),
                pipeline.kafka().config().bootstrapServers().orElse("?"));
        var end = BrokenEnd.watch(pipeline::broken, Clock.systemUTC());
        GracefulStop.await(() -> {
            end.close();
            watch.close();
            pipeline.close();
            telemetry.close();
        });
        return 0;
    }

    private SettingsFile reread(Map<String, String> environment) {
        SettingsFile file = SettingsFile.load(config, environment);
        PipelineConfig.read(file);
        return file;
    }
}
