package io.storeledger.cli.service;

import io.storeledger.common.config.Sections;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.service.Service;
import io.storeledger.common.service.ServiceMain;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.fault.FaultPreset;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `storeledger sandbox`: the simulated vendors by themselves, for services that are to be tried
/// without real ones.
@Command(
        name = "sandbox",
        description = {
            "Runs a simulated BigCommerce and a simulated NetSuite that behave like the real ones.",
            "What they hand out to sign in with is stored in the credentials file that the"
                    + " configuration names, for each of its connections; they hold one store and"
                    + " one account, and forget them at the end."
        },
        mixinStandardHelpOptions = true)
public final class SandboxCommand implements Callable<Integer> {
    private static final List<String> SCOPES =
            List.of("store/order/*", "store/customer/*", "store/customer/address/*");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "the configuration whose connections lead here (default: ${DEFAULT-VALUE})")
    private Path config = Path.of("storeledger.yaml");

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "the address to listen on (default: ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "the port to listen on (default: ${DEFAULT-VALUE})")
    private int port = 8070;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "orders per second that shoppers place (default: there are none)")
    private double rate;

    @Option(
            names = "--faults",
            paramLabel = "none|some|many",
            converter = FaultPresetConverter.class,
            description = "what goes wrong at the vendors (default: none)")
    private FaultPreset faults = FaultPreset.NONE;

    @Option(
            names = "--webhooks",
            paramLabel = "URL",
            description =
                    "where webhooks are delivered to, for whoever has no hooks.destination because"
                            + " that has to be HTTPS: http://ingress:8080/webhooks/main")
    private @Nullable URI webhooks;

    private static final String[] SECTIONS = {
        "connections",
        "console",
        "credentials",
        "dataFolder",
        "kafka",
        "ingress",
        "enricher",
        "writer",
        "catalog"
    };

    @Override
    public Integer call() {
        // of the services' configuration it only knows whose credentials it is to have
        ServiceMain.runWithoutKafka(
                "sandbox",
                new String[] {config.toString()},
                root -> root.ignore(SECTIONS),
                (file, _, _) -> start(file));
        return 0;
    }

    private Service start(SettingsFile file) {
        Clock clock = Clock.systemUTC();
        SandboxApp sandbox =
                SandboxApp.start(
                        SandboxConfig.defaults().withAddress(host, port).withFaults(faults),
                        clock,
                        RandomGenerator.getDefault());
        SandboxCredentials.seal(
                file.vault(),
                sandbox,
                Sections.connections(Sections.root(file)).keySet(),
                clock.instant());
        System.out.printf(
                "The sandbox runs. BigCommerce: %s. NetSuite: %s. What it does: %s. Ctrl-C stops"
                        + " it.%n",
                sandbox.bigCommerceUrl(), sandbox.netSuiteUrl(), sandbox.adminUrl());
        if (webhooks != null) {
            for (String scope : SCOPES) {
                sandbox.store().subscribe(webhooks, scope, Map.of());
            }
        }
        if (rate > 0) {
            sandbox.shoppers().start(rate);
        }
        return new Vendors(sandbox);
    }

    /// Ready as soon as it is there.
    private record Vendors(SandboxApp sandbox) implements Service {
        @Override
        public String name() {
            return "sandbox";
        }

        @Override
        public Optional<String> waitingFor() {
            return Optional.empty();
        }

        @Override
        public Optional<String> broken() {
            return Optional.empty();
        }

        @Override
        public void close() {
            sandbox.close();
        }
    }
}
