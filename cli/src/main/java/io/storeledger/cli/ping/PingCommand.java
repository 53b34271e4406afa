package io.storeledger.cli.ping;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.clients.bigcommerce.BigCommerceClient;
import io.storeledger.clients.bigcommerce.BigCommerceConfig;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.writer.WriterConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `storeledger ping`: asks both systems whether everything is there.
@Command(
        name = "ping",
        description = {
            "Calls BigCommerce and NetSuite with the stored credentials and says, a line each, what"
                    + " is as it should be (✓), what is not and what to do (✗), and what can't be"
                    + " told from here (–): token, permissions and scopes, clocks, OneWorld,"
                    + " SuiteTax, every record that the rules name. It changes nothing.",
            "Exit code 0: all is well. 1: something is not. 2: the configuration can't be used."
        },
        mixinStandardHelpOptions = true)
public final class PingCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "CONNECTION",
            arity = "0..1",
            description = "one of the connections (default: all)")
    private @Nullable String connection;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the configuration (default: ${DEFAULT-VALUE})")
    private Path config = Path.of("storeledger.yaml");

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PipelineConfig all = PipelineConfig.read(SettingsFile.load(config, System.getenv()));
        Map<String, WriterConfig.Connection> connections = all.writer().connections();
        if (connection != null && !connections.containsKey(connection)) {
            throw new ConfigException(
                    config.toString(),
                    List.of(
                            "has no connection %s; there are %s."
                                    .formatted(
                                            connection,
                                            String.join(
                                                    ", ", new TreeSet<>(connections.keySet())))));
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        var findings = new Findings(out);
        for (String name :
                connection == null ? new TreeSet<>(connections.keySet()) : List.of(connection)) {
            var account = Objects.requireNonNull(connections.get(name));
            var store = Objects.requireNonNull(all.enricher().connections().get(name)).store();
            ping(name, store, account, Clock.systemUTC(), findings);
        }
        return findings.allGood() ? 0 : 1;
    }

    static void ping(
            String name,
            BigCommerceConfig store,
            WriterConfig.Connection account,
            Clock clock,
            Findings findings) {
        RandomGenerator random = RandomGenerator.getDefault();
        var patience = new Patience(random);
        try (var client = new BigCommerceClient(store, clock, random, new SimpleMeterRegistry())) {
            findings.about("%s: BigCommerce store %s".formatted(name, store.storeHash()));
            new StorePing(
                            client,
                            store,
                            account.rules().now().currencies().keySet(),
                            clock,
                            findings,
                            patience)
                    .run();
        }
        try (var client =
                new NetSuiteClient(account.netSuite(), clock, random, new SimpleMeterRegistry())) {
            findings.about("%s: NetSuite account %s".formatted(name, account.netSuite().account()));
            new AccountPing(
                            client,
                            account.netSuite(),
                            account.rules().now(),
                            clock,
                            findings,
                            patience)
                    .run();
        }
    }
}
