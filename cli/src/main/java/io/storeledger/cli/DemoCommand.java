package io.storeledger.cli;

import io.storeledger.cli.demo.Demo;
import io.storeledger.cli.demo.DemoOptions;
import io.storeledger.cli.service.FaultPresetConverter;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.Durations;
import io.storeledger.sandbox.fault.FaultPreset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `storeledger demo`: the pipeline against the sandbox.
@Command(
        name = "demo",
        description = {
            "Opens a simulated BigCommerce shop and a simulated NetSuite, runs the whole pipeline"
                    + " between them on a real Kafka broker, and compares the books at the end.",
            "Exit code 0: every imported order is in NetSuite exactly once and every total agrees"
                    + " to the cent; so are credits and customers; the store shows NetSuite's"
                    + " stock, prices and names, and sold nothing that was not there. 1: they"
                    + " differ, and it says how. 2: it could not run."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "how long the shop is open, such as 60s or 5m (default: 60s); Ctrl-C closes"
                            + " it earlier")
    private Duration open = Duration.ofSeconds(60);

    @Option(
            names = "--rate",
            paramLabel = "ORDERS",
            description = "orders a second, 1 to 200 (default: ${DEFAULT-VALUE})")
    private int rate = 5;

    @Option(
            names = "--faults",
            paramLabel = "none|some|many",
            converter = FaultPresetConverter.class,
            description =
                    "how much goes wrong at the vendors: lost answers, refusals, outages,"
                            + " doubled and late webhooks (default: some)")
    private FaultPreset faults = FaultPreset.SOME;

    @Option(names = "--report", paramLabel = "FILE", description = "writes the result as JSON")
    private @Nullable Path report;

    @Override
    public Integer call() throws InterruptedException {
        if (rate < 1 || rate > 200) {
            throw new ConfigException(
                    "--rate", List.of(rate + " should be from 1 to 200 orders a second."));
        }
        return new Demo(new DemoOptions(open, rate, faults, Optional.ofNullable(report))).run();
    }

    static final class TimeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return Durations.parse(value)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "\"%s\" should be a length of time such as 60s or 5m"
                                            .formatted(value)));
        }
    }
}
