package io.storeledger.cli.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.cli.Cli;
import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.bigcommerce.StoreConfig;
import io.storeledger.sandbox.fault.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// First contact, from nothing: keygen, credentials set, ping.
class PingTest {
    private static final Set<String> SCOPES =
            Set.of(
                    "store_v2_orders",
                    "store_v2_transactions_read_only",
                    "store_v2_customers_read_only",
                    "store_v2_information_read_only",
                    "store_v2_products",
                    "store_inventory",
                    "store_locations_read_only");

    @TempDir Path folder;
    private final Cli cli = new Cli();
    private SandboxApp sandbox;
    private Path config;

    @BeforeEach
    void open() throws Exception {
        sandbox =
                SandboxApp.start(
                        SandboxConfig.defaults()
                                .withStore(StoreConfig.defaults().withScopes(SCOPES)),
                        Clock.systemUTC(),
                        new Random(1));
        config = folder.resolve("storeledger.yaml");
        configure("subsidiary: \"1\"", "suitetax-override", "\"1\"");
        run("netsuite", "keygen", "--type", "ec", "--connection", "main", "--out", folder);
        try (var pem = Files.newInputStream(folder.resolve("netsuite-main-certificate.pem"))) {
            var certificate =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(pem.readAllBytes()));
            sandbox.netSuite().registerCertificate("certificate-1", certificate.getPublicKey());
        }
        set("bigcommerce.accessToken", sandbox.store().config().accessToken());
        set("bigcommerce.clientSecrets", sandbox.store().config().clientSecret());
        set("netsuite.clientId", sandbox.netSuite().config().clientId());
        set("netsuite.certificateId", "certificate-1");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void saysThatAllIsWellAndChangesNothing() {
        sandbox.shoppers().placeOne();

        int code = ping("main");

        assertThat(bad()).as(cli.out() + cli.err()).isEmpty();
        assertThat(code).isZero();
        assertThat(cli.out())
                .contains("✓ 127.0.0.1 answers and takes the access token")
                .contains("✓ scope Orders: read-only")
                .contains("✓ scope Order transactions: read-only")
                .contains("✓ currency USD of the store is in rules.currencies")
                .contains("✓ certificate: ends on")
                .contains("✓ record salesOrder")
                .contains("✓ SuiteQL table item")
                .contains("✓ OneWorld with 2 subsidiaries")
                .contains("✓ record customerSubsidiaryRelationship")
                .contains("✓ SuiteTax, which rules.tax.strategy suitetax-override fits")
                .contains("✓ rules: 5 of 5 references to currency exist")
                .contains("✓ rules: 5 of 5 references to item exist")
                .contains("look in NetSuite: rules.customForm = 100");
        assertThat(sandbox.netSuite().writes()).isEmpty();
        assertThat(sandbox.store().requests().last())
                .isNotEmpty()
                .allSatisfy(seen -> assertThat(seen.endpoint()).startsWith("GET "));
    }

    @Test
    void saysWhichTokenIsRefused() {
        set("bigcommerce.accessToken", "another");
        set("netsuite.certificateId", "unknown");

        assertThat(ping("main")).isEqualTo(1);

        assertThat(bad()).hasSize(2);
        assertThat(cli.out())
                .contains("✗ 127.0.0.1 answers and refuses the access token: check storeHash")
                .contains(
                        "✗ 127.0.0.1 answers and refuses us: NetSuite refused the client assertion")
                .doesNotContain("another");
    }

    @Test
    void saysWhichScopeIsMissing() throws Exception {
        sandbox.close();
        Set<String> fewer = new HashSet<>(SCOPES);
        fewer.remove("store_v2_customers_read_only");
        sandbox =
                SandboxApp.start(
                        SandboxConfig.defaults()
                                .withStore(StoreConfig.defaults().withScopes(fewer)),
                        Clock.systemUTC(),
                        new Random(1));
        configure("subsidiary: \"1\"", "suitetax-override", "\"1\"");

        assertThat(ping("main")).isEqualTo(1);

        assertThat(cli.out())
                .contains("✗ scope Customers: read-only is missing: make a new API account")
                .contains(
                        "– scope Order transactions: read-only: can't be proved without an order");
    }

    @Test
    void saysWhichRecordTheRulesNameAndNetSuiteLacks() throws Exception {
        configure(
                "subsidiary: \"1\"",
                "suitetax-override",
                "{ default: \"1\", byCountry: { GB: \"77\", DE: \"ext:BERLIN\" } }");
        Files.writeString(config, Files.readString(config).replace("GBP: \"2\"", "GBP: \"3\""));

        assertThat(ping("main")).isEqualTo(1);

        assertThat(bad())
                .containsExactlyInAnyOrder(
                        "  ✗ rules.location.byCountry.GB = 77: NetSuite has no such location;"
                                + " create it, or name another.",
                        "  ✗ rules.location.byCountry.DE = ext:BERLIN: NetSuite has no such"
                                + " location; create it, or name another.",
                        "  ✗ rules.currencies.GBP = 3: this currency is CAD; name the one of GBP.");
        assertThat(cli.out()).contains("✓ rules: 1 of 3 references to location exist");
    }

    @Test
    void saysWhereTheRulesDontFitTheAccount() throws Exception {
        configure("", "tax-line", "\"1\"");

        assertThat(ping("main")).isEqualTo(1);

        assertThat(bad())
                .containsExactlyInAnyOrder(
                        "  ✗ OneWorld, and rules.subsidiary is left out: set it to one of 1 Sandbox"
                                + " Inc, 2 Sandbox UK Ltd.",
                        "  ✗ SuiteTax, which rules.tax.strategy tax-line does not fit: set it to"
                                + " suitetax-override; beside a line with the store's tax NetSuite"
                                + " would add its own.");
    }

    @Test
    void saysThatTheClockIsWrong() {
        var settings = PipelineConfig.read(SettingsFile.load(config, Map.of()));
        var out = new StringWriter();
        var findings = new Findings(new PrintWriter(out));

        PingCommand.ping(
                "main",
                Objects.requireNonNull(settings.enricher().connections().get("main")).store(),
                Objects.requireNonNull(settings.writer().connections().get("main")),
                Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)),
                findings);

        assertThat(findings.allGood()).isFalse();
        assertThat(out.toString())
                .containsPattern("✗ clock: this machine's is fast by (599|600|601) s: set it")
                .containsPattern("✗ 127.0.0.1 answers and refuses us: .*this machine's clock");
    }

    @Test
    void saysWhichHostDoesNotAnswer() {
        sandbox.close();

        assertThat(ping("main")).isEqualTo(1);

        assertThat(bad()).hasSize(2).allMatch(line -> line.contains("✗ 127.0.0.1 does not answer"));
    }

    @Test
    void asksAgainWhatFailsForTheMoment() {
        sandbox.faults().next(Fault.BIGCOMMERCE_503, 2);
        sandbox.faults().next(Fault.NETSUITE_503, 2);

        assertThat(ping("main")).as(cli.out()).isZero();
    }

    @Test
    void refusesAConnectionThatIsNone() {
        assertThat(ping("other")).isEqualTo(2);

        assertThat(cli.err()).contains("has no connection other; there are main");
    }

    /// What is wrong, but for what the sandbox does not have at all.
    private List<String> bad() {
        return cli.out().lines().filter(line -> line.contains("✗")).toList();
    }

    private int ping(String connection) {
        return cli.run("ping", connection, "--config", config.toString());
    }

    private void configure(String subsidiary, String strategy, String location) throws IOException {
        Files.writeString(
                config,
                """
                credentials: { file: "%s", masterKey: "file:%s" }
                connections:
                  main:
                    bigcommerce: { storeHash: sandbox1, apiUrl: "%s" }
                    netsuite: { account: 1234567_SB1, restUrl: "%s" }
                    rules:
                      %s
                      location: %s
                      department: "1"
                      class: "1"
                      currencies: { USD: "1", GBP: "2", CAD: "3", EUR: "4", JPY: "5" }
                      shipMethods: "1"
                      paymentMethods: { byName: { Cash: "3" } }
                      customForm: "100"
                      tax: { strategy: %s, type: "1", code: "1" }
                      items: { shipping: "1", tax: "7", discount: "11", bySku: { A: "101" } }
                """
                        .formatted(
                                folder.resolve("credentials.json"),
                                folder.resolve("credentials.key"),
                                sandbox.bigCommerceUrl(),
                                sandbox.netSuiteUrl(),
                                subsidiary,
                                location,
                                strategy));
    }

    private void set(String name, String value) {
        int code =
                cli.runWith(
                        value, "credentials", "set", "main", name, "--config", config.toString());
        assertThat(code).as(cli.err()).isZero();
    }

    private void run(Object... args) {
        String[] all =
                java.util.stream.Stream.concat(
                                java.util.Arrays.stream(args).map(String::valueOf),
                                java.util.stream.Stream.of("--config", config.toString()))
                        .toArray(String[]::new);
        assertThat(cli.run(all)).as(cli.err()).isZero();
    }
}
